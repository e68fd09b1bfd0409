/**
 * The direction of imports as a table: which part of the project may name which, `import type` included. A zone whose
 * name ends in `/*` is one zone a folder: folders of it import each other only where `self` says so.
 */
export interface Zone {
  name: string;
  /** Paths that belong to it; the first zone that fits counts. The first group names the folder of a `/*` zone. */
  paths: RegExp;
  /** Zones it may import besides itself. */
  imports: readonly string[];
  /** Whether folders of a `/*` zone may import each other (never in a circle). */
  self?: boolean;
  /** Packages it may import; everything where it says nothing. */
  packages?: RegExp;
}

const VIEW_PACKAGES = /^(?!node:|openai|undici|server-only$|zod$|playwright|vitest|@testing-library)/;

const ZONES: readonly Zone[] = [
  { name: 'domain', paths: /^lib\/domain\//, imports: [], packages: /^$/ },
  { name: 'contract', paths: /^lib\/contract\//, imports: ['domain'], packages: /^zod\/mini$/ },
  { name: 'client', paths: /^lib\/client\//, imports: ['contract', 'domain'], packages: VIEW_PACKAGES },

  {
    name: 'kit/*',
    paths: /^components\/(ui|tree|timeline|table|json|log|code|histogram)\//,
    imports: [],
    self: true,
    packages: VIEW_PACKAGES,
  },
  {
    name: 'tool renderer',
    paths: /^components\/tool-calls\/renderer\.tsx?$/,
    imports: ['kit/*', 'domain'],
    packages: VIEW_PACKAGES,
  },
  {
    name: 'tool kind/*',
    paths: /^components\/tool-calls\/([^/]+)\//,
    imports: ['kit/*', 'domain', 'tool renderer'],
    packages: VIEW_PACKAGES,
  },
  {
    name: 'tool registry',
    paths: /^components\/tool-calls\//,
    imports: ['tool kind/*', 'tool renderer', 'kit/*', 'domain'],
    packages: VIEW_PACKAGES,
  },
  // Parts that several screens show: the frame with its search, the keyboard, messages, the words of statuses, exports.
  {
    name: 'view/*',
    paths: /^components\/(shell|omnibox|commands|conversation|status|export|operate)\//,
    imports: ['kit/*', 'client', 'contract', 'domain'],
    self: true,
    packages: VIEW_PACKAGES,
  },
  {
    name: 'screen/*',
    paths: /^components\/([^/]+)\//,
    imports: ['view/*', 'kit/*', 'tool registry', 'tool renderer', 'client', 'contract', 'domain'],
    packages: VIEW_PACKAGES,
  },

  { name: 'process state', paths: /^lib\/server\/process-state\.ts$/, imports: [] },
  {
    name: 'env',
    paths: /^lib\/server\/env\.ts$/,
    imports: ['settings', 'dialect registry', 'process state', 'domain'],
  },
  { name: 'settings', paths: /^lib\/server\/[^/]+\.ts$/, imports: ['domain'] },
  {
    name: 'auth',
    paths: /^lib\/server\/auth\//,
    imports: ['archive', 'observe', 'env', 'settings', 'process state', 'contract', 'domain'],
  },
  {
    name: 'http',
    paths: /^lib\/server\/http\//,
    imports: ['auth', 'observe', 'env', 'settings', 'contract', 'domain'],
  },
  // The log, counts and traces: everything on the server may tell them something, they know nobody.
  { name: 'observe', paths: /^lib\/server\/observe\//, imports: ['settings', 'process state', 'domain'] },
  { name: 'dialect registry', paths: /^lib\/server\/upstream\/dialects\.ts$/, imports: ['dialect/*', 'door'] },
  {
    name: 'door',
    paths: /^lib\/server\/upstream\/(?!sources\.ts)[^/]+\.ts$/,
    imports: ['observe', 'settings', 'process state', 'domain'],
  },
  { name: 'dialect/*', paths: /^lib\/server\/upstream\/([^/]+)\//, imports: ['door', 'domain'] },
  {
    name: 'sources',
    paths: /^lib\/server\/upstream\/sources\.ts$/,
    imports: ['dialect registry', 'dialect/*', 'door', 'env', 'settings', 'process state', 'domain'],
  },
  {
    name: 'archive',
    paths: /^lib\/server\/archive\//,
    imports: ['door', 'env', 'settings', 'process state', 'domain'],
  },
  {
    name: 'use case/*',
    paths: /^lib\/server\/([^/]+)\//,
    imports: ['archive', 'sources', 'door', 'observe', 'env', 'process state', 'contract', 'domain'],
    self: true,
  },

  {
    name: 'app',
    paths: /^app\//,
    imports: ['use case/*', 'http', 'auth', 'client', 'contract', 'domain', 'screen/*', 'view/*', 'kit/*'],
  },
  {
    name: 'entry',
    paths: /^(?:proxy|instrumentation)\.ts$/,
    imports: ['use case/*', 'http', 'auth', 'observe', 'env', 'contract'],
  },
  {
    name: 'scripts',
    paths: /^lib\/scripts\//,
    imports: ['use case/*', 'http', 'observe', 'env', 'settings', 'contract'],
  },
  // The upstream of the browser tests mounts the sample's handler; nothing else of the project may be seen from there.
  { name: 'test upstream', paths: /^e2e\/upstream\//, imports: ['dialect/sample', 'test ground'] },
  { name: 'test ground', paths: /^e2e\/environment\.ts$/, imports: [] },
  // Fills an archive and measures it, without a server between.
  {
    name: 'archive bench',
    paths: /^e2e\/bench\/archive\//,
    imports: ['archive', 'use case/archiving', 'dialect/assistants', 'door', 'domain'],
  },
  { name: 'browser tests', paths: /^e2e\//, imports: ['test upstream', 'test ground'] },
  { name: 'configuration', paths: /^[^/]+\.(?:ts|mjs)$/, imports: [] },
];

/** Files that read the environment: the product's one, and what hands it on to tools and tests. */
export const ENVIRONMENT_READERS: ReadonlySet<string> = new Set([
  'lib/server/env.ts',
  'lib/scripts/tool-environment.ts',
  // Where it is built decides what goes with its functions.
  'next.config.mjs',
  'e2e/environment.ts',
]);

/** Where a file belongs: its row, and the row's name with the folder in place of `*`. Null when no row fits. */
export function zoneOf(path: string): { zone: Zone; name: string } | null {
  for (const zone of ZONES) {
    const match = zone.paths.exec(path);
    if (match) return { zone, name: zone.name.replace('*', match[1] ?? '*') };
  }
  return null;
}

/** Tests and what only they use may import more than the file that they test. */
export function isTestPath(path: string): boolean {
  return /\.test\.tsx?$|-fixture\.tsx?$|^components\/test-setup\.ts$|^lib\/server\/upstream\/dialect-conformance/.test(
    path,
  );
}
