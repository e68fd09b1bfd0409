import 'server-only';
import { isId } from '../../domain/ids.ts';

/** Methods that a path of a protocol takes; `{}` in a path stands for an id. */
export type PassThroughTable = Readonly<Record<string, readonly string[]>>;

/** What a table says of a path: its methods, null where it is not in the table. */
export function methodsOf(table: PassThroughTable, path: readonly string[]): readonly string[] | null {
  for (const [pattern, methods] of Object.entries(table)) {
    const parts = pattern.split('/');
    if (parts.length === path.length && parts.every((part, i) => fits(part, path[i]))) return methods;
  }
  return null;
}

function fits(part: string, segment: string | undefined): boolean {
  return part === '{}' ? isId(segment) : part === segment;
}

/** Whether a method only reads: everything else may change something at the source. */
export function isReading(method: string): boolean {
  return method === 'GET';
}
