import { basename, dirname } from 'node:path';
import type { Violation } from './import-rules.ts';
import type { SourceFacts, SourceText } from './source-facts.ts';
import { ENVIRONMENT_READERS, isTestPath } from './zones.ts';

const FORBIDDEN_NAMES = /^(?:utils?|helpers?|common|types|index|misc|shared)$/;
const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
/** Folders of routes carry the framework's brackets. */
const ROUTE_FOLDER = /^(?:\[(?:\.\.\.)?[a-z][a-zA-Z]*\]|\([a-z-]+\))$/;
/** A sibling folder of the project or a place on somebody's machine. The last two letters keep this line from being one. */
const MACHINE_PATHS = /\.\.\/share[d]\b|(?<![\w.-])\/(?:work|root)\/[a-z]|\/(?:home|Users)\/[a-z]+\/[a-z]+\/runlens/;
const MAX_PROPS = 7;

/** The most lines a file may have. */
function lineCap(path: string): number {
  if (/^app\/.*page\.tsx$/.test(path)) return 60;
  return /^app\/.*route\.ts$/.test(path) ? 40 : 300;
}

/** Rules that one file keeps or breaks by itself. */
export function checkFile(file: SourceFacts): Violation[] {
  const { path } = file;
  const broken: Omit<Violation, 'path'>[] = [];
  if (file.lines > lineCap(path))
    broken.push({ rule: 'size', detail: `${file.lines} lines, at most ${lineCap(path)}` });
  const test = isTestPath(path);
  if (path.startsWith('lib/server/') && !test && file.firstImport !== 'server-only') {
    broken.push({ rule: 'server-only', detail: "must begin with import 'server-only'" });
  }
  if (!test && !ENVIRONMENT_READERS.has(path)) {
    for (const line of file.environmentReads) broken.push({ rule: 'environment', detail: `line ${line}` });
  }
  for (const line of file.unexplainedEffects) {
    broken.push({ rule: 'effect', detail: `line ${line} has no comment above it that says what it talks to` });
  }
  for (const { name, props } of file.components) {
    if (props > MAX_PROPS) broken.push({ rule: 'props', detail: `${name} takes ${props}, at most ${MAX_PROPS}` });
  }
  return [...checkName(path), ...broken.map((one) => ({ path, ...one }))];
}

/** Names of files and their folders. */
export function checkName(path: string): Violation[] {
  const folders = dirname(path)
    .split('/')
    .filter((name) => name !== '.');
  const stem = basename(path).replace(/\.(?:test\.)?[a-z]+$/, '');
  const odd = [stem, ...folders.filter((name) => !ROUTE_FOLDER.test(name))].filter((name) => !KEBAB_CASE.test(name));
  // Folders of routes are addresses, whose names others chose.
  const own = path.startsWith('app/') ? [stem] : [stem, ...folders];
  const forbidden = own.filter((name) => FORBIDDEN_NAMES.test(name));
  return [
    ...odd.map((name) => ({ path, rule: 'kebab-case', detail: name })),
    ...forbidden.map((name) => ({ path, rule: 'name', detail: `${name} says nothing about what is inside` })),
  ];
}

/** Text files of every kind: none names a place outside the project. */
export function checkPaths({ path, source }: SourceText): Violation[] {
  const found = MACHINE_PATHS.exec(source);
  return found ? [{ path, rule: 'machine path', detail: found[0] }] : [];
}

/** The line count below which `share` (0 to 1) of the files stay. */
export function linesAt(files: readonly SourceFacts[], share: number): number {
  const sorted = files.map((file) => file.lines).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
