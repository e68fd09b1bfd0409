import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceText } from './source-facts.ts';

const CODE = ['{app,components,lib,e2e}/**/*.{ts,tsx,mjs}', '*.{ts,tsx,mjs}'];
const TEXT = ['{app,components,lib,e2e,public}/**/*.{css,md,json,svg,txt,html}', '*.{md,json,yml,yaml}', 'Dockerfile'];
const NOT_OURS = /^(?:next-env\.d\.ts|package-lock\.json)$|^e2e\/bench\/results\//;

async function readAll(folder: string, patterns: readonly string[]): Promise<SourceText[]> {
  const paths: string[] = [];
  for await (const path of glob(patterns, { cwd: folder })) if (!NOT_OURS.test(path)) paths.push(path);
  return Promise.all(paths.sort().map(async (path) => ({ path, source: await readFile(join(folder, path), 'utf8') })));
}

/** All code of the project in `folder`, and its other text files. */
export async function readProject(folder: string): Promise<{ code: SourceText[]; text: SourceText[] }> {
  const [code, text] = await Promise.all([readAll(folder, CODE), readAll(folder, TEXT)]);
  return { code, text };
}
