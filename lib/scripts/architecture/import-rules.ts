import { posix } from 'node:path';
import type { SourceFacts } from './source-facts.ts';
import { isTestPath, type Zone, zoneOf } from './zones.ts';

/** A broken rule; `path` is the file that breaks it. */
export interface Violation {
  path: string;
  rule: string;
  detail: string;
}

/** The project path that a specifier means from `path`; null for packages. Both forms of import are understood. */
function resolveImport(path: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : null;
}

/** Checks every import against the table, and that zones import each other in no circle (files: the linter's task). */
export function checkImports(files: readonly SourceFacts[]): Violation[] {
  const checked = files.filter((file) => !isTestPath(file.path));
  const zoneGraph = new Map<string, Set<string>>();
  const violations: Violation[] = [];
  for (const { path, imports } of checked) {
    const from = zoneOf(path);
    if (!from) {
      violations.push({ path, rule: 'place', detail: 'the table of zones has no place for this file' });
      continue;
    }
    for (const specifier of imports) {
      const target = resolveImport(path, specifier);
      if (target === null) {
        const allowed = from.zone.packages?.test(specifier) ?? true;
        if (!allowed) violations.push({ path, rule: 'packages', detail: `${from.name} must not import ${specifier}` });
        continue;
      }
      const to = zoneOf(target);
      if (!to || !mayImport(from, to)) {
        violations.push({
          path,
          rule: 'direction',
          detail: `${from.name} must not import ${to?.name ?? ''} (${target})`,
        });
        continue;
      }
      if (from.name !== to.name) edge(zoneGraph, from.name, to.name);
    }
  }
  const circle = findCircle(zoneGraph);
  if (circle) violations.push({ path: circle[0] ?? '', rule: 'circle', detail: circle.join(' → ') });
  return violations;
}

function mayImport(from: { zone: Zone; name: string }, to: { zone: Zone; name: string }): boolean {
  if (from.name === to.name) return true;
  if (from.zone === to.zone) return from.zone.self ?? false;
  return from.zone.imports.includes(to.zone.name) || from.zone.imports.includes(to.name);
}

function edge(graph: Map<string, Set<string>>, from: string, to: string): void {
  graph.set(from, (graph.get(from) ?? new Set()).add(to));
}

/** A path that ends where it begins, or null. */
function findCircle(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (node: string): string[] | null => {
    const at = trail.indexOf(node);
    if (at !== -1) return [...trail.slice(at), node];
    if (done.has(node)) return null;
    trail.push(node);
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next);
      if (circle) return circle;
    }
    trail.pop();
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const circle = visit(node);
    if (circle) return circle;
  }
  return null;
}
