import 'server-only';
import type { Page, PageQuery } from '../../domain/page.ts';
import type { Step } from '../../domain/step.ts';
import { getSource } from '../upstream/sources.ts';
import { cutStep, cutStepPage } from './long-texts.ts';

/** One page of a run's steps, oldest first unless `order` says otherwise; long texts are cut and marked. */
export async function listSteps(
  source: string,
  key: string,
  query: PageQuery,
  signal: AbortSignal,
): Promise<Page<Step>> {
  return cutStepPage(await getSource(source).reader.listSteps(key, { order: 'asc', ...query }, signal));
}

/** One step whole, up to 256 MB. */
export function getStep(source: string, key: string, step: string, signal: AbortSignal): Promise<Step> {
  return getSource(source).reader.getStep(key, step, signal);
}

/** One step with its long texts cut and marked as in a list. */
export async function getCutStep(source: string, key: string, step: string, signal: AbortSignal): Promise<Step> {
  return cutStep(await getStep(source, key, step, signal));
}
