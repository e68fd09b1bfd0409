import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile, checkName, checkPaths, linesAt } from './scripts/architecture/file-rules.ts';
import { checkImports, type Violation } from './scripts/architecture/import-rules.ts';
import { readProject } from './scripts/architecture/read-project.ts';
import { type SourceText, sourceFacts } from './scripts/architecture/source-facts.ts';

const { code, text } = await readProject(resolve(import.meta.dirname, '..'));
const project = code.map(sourceFacts);

/** The rules that a planted file breaks, beside the project as it is. */
function broken(path: string, source: string): string[] {
  const planted = sourceFacts({ path, source });
  const found = [...checkImports([planted]), ...checkFile(planted), ...checkPaths(planted)];
  return [...new Set(found.filter((one) => one.path === path).map((one) => one.rule))];
}

const lines = (violations: readonly Violation[]) => violations.map((one) => `${one.path}: ${one.rule}: ${one.detail}`);

test('imports keep to the table of zones and run in no circle', () => {
  expect(lines(checkImports(project))).toEqual([]);
});

test('every file keeps the rules on names, sizes, secrets and effects', () => {
  expect(lines(project.flatMap(checkFile))).toEqual([]);
});

test('no file names a place outside the project', () => {
  expect(lines([...code, ...text].flatMap(checkPaths))).toEqual([]);
});

test('half of the files have at most 80 lines, nine of ten at most 200', () => {
  expect(linesAt(project, 0.5)).toBeLessThanOrEqual(80);
  expect(linesAt(project, 0.9)).toBeLessThanOrEqual(200);
});

const FORBIDDEN_IMPORTS: [from: string, specifier: string, rule?: string][] = [
  ['lib/domain/run.ts', '../contract/run-schema.ts'],
  ['lib/domain/run.ts', 'zod/mini', 'packages'],
  ['lib/contract/run-schema.ts', '../client/fetch-json.ts'],
  ['lib/contract/run-schema.ts', '../server/env.ts'],
  ['lib/contract/run-schema.ts', 'zod', 'packages'],
  ['lib/client/run-queries.ts', '../server/runs/list-runs.ts'],
  ['lib/client/run-queries.ts', 'node:fs', 'packages'],
  ['components/tree/tree.tsx', '#lib/domain/run.ts'],
  ['components/json/json-tree.tsx', '#lib/contract/routes.ts'],
  ['components/ui/button.tsx', '../run-list/run-list.tsx'],
  ['components/run-list/run-list.tsx', '#lib/server/runs/list-runs.ts'],
  ['components/run-list/run-list.tsx', '../tool-calls/function-call/function-call.tsx'],
  ['components/run-list/run-list.tsx', '../run-trace/run-head.tsx'],
  ['components/run-list/run-list.tsx', 'openai', 'packages'],
  ['components/conversation/message.tsx', '../run-trace/run-head.tsx'],
  ['components/tool-calls/function-call/function-call.tsx', '../../status/status.tsx'],
  ['components/tool-calls/function-call/function-call.tsx', '../code-interpreter/code-cell.tsx'],
  ['components/tool-calls/function-call/function-call.tsx', '#lib/client/fetch-json.ts'],
  ['components/tool-calls/function-call/function-call.tsx', '../registry.tsx'],
  ['components/tool-calls/function-call/function-call.tsx', '#lib/contract/routes.ts'],
  ['components/tool-calls/renderer.ts', './registry.tsx'],
  ['lib/server/upstream/assistants/client.ts', '../sources.ts'],
  ['lib/server/upstream/assistants/client.ts', '../../env.ts'],
  ['lib/server/upstream/assistants/client.ts', '../responses/client.ts'],
  ['lib/server/upstream/assistants/client.ts', '../../runs/list-runs.ts'],
  ['lib/server/upstream/upstream-fetch.ts', './assistants/client.ts'],
  ['lib/server/runs/list-runs.ts', '../upstream/assistants/client.ts'],
  ['lib/server/runs/list-runs.ts', '../http/route.ts'],
  ['app/runs/page.tsx', '#lib/server/upstream/sources.ts'],
  ['app/runs/page.tsx', '#lib/server/env.ts'],
  ['app/api/runs/route.ts', '#lib/server/upstream/assistants/client.ts'],
  ['lib/scripts/start.ts', '../server/upstream/sources.ts'],
  ['e2e/start.spec.ts', '#lib/server/env.ts'],
  ['e2e/start.spec.ts', '#lib/domain/run.ts'],
  ['e2e/upstream/server.ts', '#lib/server/upstream/assistants/client.ts'],
  ['elsewhere/file.ts', 'react', 'place'],
];

test.each(FORBIDDEN_IMPORTS)('%s must not import %s', (from, specifier, rule = 'direction') => {
  const head = from.startsWith('lib/server/') ? "import 'server-only';\n" : '';
  const forms = [
    `import { x } from '${specifier}';\nexport const y = x;\n`,
    `import type { X } from '${specifier}';\nexport type Y = X;\n`,
    `export * from '${specifier}';\n`,
    `export const load = () => import('${specifier}');\n`,
    `export type Z = import('${specifier}').Z;\n`,
  ];
  for (const form of forms) expect(broken(from, head + form)).toContain(rule);
});

const BROKEN_FILES: [rule: string, path: string, source: string][] = [
  ['server-only', 'lib/server/runs/list-runs.ts', 'export const a = 1;\n'],
  [
    'server-only',
    'lib/server/runs/list-runs.ts',
    "import type { A } from '../../domain/a.ts';\nimport 'server-only';\n",
  ],
  ['environment', 'lib/client/query-client.ts', 'export const a = process.env.OPENAI_API_KEY;\n'],
  ['environment', 'app/layout.tsx', "export const a = process['env'];\n"],
  [
    'environment',
    'lib/server/runs/a.ts',
    "import 'server-only';\nimport { env } from 'node:process';\nexport { env };\n",
  ],
  ['size', 'lib/domain/run.ts', 'export {};\n'.repeat(301)],
  ['size', 'app/runs/page.tsx', 'export {};\n'.repeat(61)],
  ['size', 'app/api/runs/route.ts', 'export {};\n'.repeat(41)],
  ['effect', 'components/ui/clock.tsx', 'export function useClock() {\n  useEffect(() => {});\n}\n'],
  [
    'effect',
    'components/ui/clock.tsx',
    '/** Ticks. */\nexport function useClock() {\n  React.useLayoutEffect(() => {});\n}\n',
  ],
  ['props', 'components/ui/row.tsx', 'export function Row({ a, b, c, d, e, f, g, h }: Props) {\n  return a;\n}\n'],
  ['name', 'lib/domain/utils.ts', 'export const a = 1;\n'],
  ['name', 'lib/domain/types.ts', 'export const a = 1;\n'],
  ['name', 'components/ui/index.ts', 'export const a = 1;\n'],
  ['name', 'lib/server/helpers/a.ts', "import 'server-only';\n"],
  ['kebab-case', 'components/ui/RunList.tsx', 'export const a = 1;\n'],
  ['machine path', 'lib/domain/run.ts', `export const a = '${['..', 'shared', 'a'].join('/')}';\n`],
  ['machine path', 'e2e/a.spec.ts', `export const a = '${['', 'work', 'main'].join('/')}';\n`],
];

test.each(BROKEN_FILES)('the %s rule finds %s', (rule, path, source) => {
  expect(broken(path, source)).toContain(rule);
});

test('circles between folders are found', () => {
  const kits: SourceText[] = [
    { path: 'components/ui/a.tsx', source: "import { b } from '../tree/b.tsx';\nexport const a = b;\n" },
    { path: 'components/tree/c.tsx', source: "import { d } from '../ui/d.tsx';\nexport const c = d;\n" },
  ];
  expect(checkImports(kits.map(sourceFacts)).map((one) => one.rule)).toEqual(['circle']);
});

test('what is allowed passes', () => {
  expect(
    broken('components/tool-calls/other/other.tsx', "import { a } from '../renderer.ts';\nexport const b = a;\n"),
  ).toEqual([]);
  expect(broken('lib/contract/a-schema.ts', "import * as z from 'zod/mini';\nexport const a = z.string();\n")).toEqual(
    [],
  );
  expect(
    broken(
      'components/ui/clock.tsx',
      'export function useClock() {\n  // The clock of the machine.\n  useEffect(() => {});\n}\n',
    ),
  ).toEqual([]);
  expect(checkName('app/runs/[source]/[key]/page.tsx')).toEqual([]);
  expect(checkName('app/s/[...path]/route.ts')).toEqual([]);
});
