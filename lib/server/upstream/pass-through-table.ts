import 'server-only';
import { isId } from '../../domain/ids.ts';

/** Methods that a path of a protocol takes; `{}` in a path stands for an id. */
export type PassThroughTable = Readonly<Record<string, readonly string[]>>;

interface Row {
  parts: readonly string[];
  methods: readonly string[];
}

/** Tables by the number of segments, so that a call looks at few rows. */
const rows = new WeakMap<PassThroughTable, Row[][]>();

/** What a table says of a path: its methods, null where it is not in the table. */
export function methodsOf(table: PassThroughTable, path: readonly string[]): readonly string[] | null {
  const found = rowsOf(table)[path.length]?.find(({ parts }) => parts.every((part, i) => fits(part, path[i])));
  return found?.methods ?? null;
}

function rowsOf(table: PassThroughTable): Row[][] {
  const known = rows.get(table);
  if (known) return known;
  const made: Row[][] = [];
  for (const [pattern, methods] of Object.entries(table)) {
    const parts = pattern.split('/');
    (made[parts.length] ??= []).push({ parts, methods });
  }
  rows.set(table, made);
  return made;
}

function fits(part: string, segment: string | undefined): boolean {
  return part === segment || (part === '{}' && isId(segment));
}

/** Whether a method only reads: everything else may change something at the source. */
export function isReading(method: string): boolean {
  return method === 'GET';
}
