import 'server-only';
import type { Page, PageQuery } from '../../domain/page.ts';
import type { Step } from '../../domain/step.ts';
import { readerOf } from '../archiving/reader-of.ts';
import { cutStep, cutStepPage } from './long-texts.ts';

/** One page of a run's steps, oldest first unless `order` says otherwise; long texts are cut and marked. */
export async function listSteps(
  source: string,
  key: string,
  query: PageQuery,
  signal: AbortSignal,
): Promise<Page<Step>> {
  const { reader } = await readerOf(source, key);
  return cutStepPage(await reader.listSteps(key, { order: 'asc', ...query }, signal));
}

/** One step whole, up to 256 MB. */
export async function getStep(source: string, key: string, step: string, signal: AbortSignal): Promise<Step> {
  const { reader } = await readerOf(source, key);
  return reader.getStep(key, step, signal);
}

/** One step with its long texts cut and marked as in a list. */
export async function getCutStep(source: string, key: string, step: string, signal: AbortSignal): Promise<Step> {
  return cutStep(await getStep(source, key, step, signal));
}
