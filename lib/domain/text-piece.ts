import type { LongText } from './long-text.ts';
import type { TextPiece } from './run-event.ts';

type Node = Record<string, unknown> | unknown[];

/**
 * A step or message with pieces added to its texts; the same object where all of them were there before. A piece for a text
 * that does not exist, was cut, or lacks what came before the piece is left out: the whole object follows.
 */
export function withPieces<T extends object>(owner: T, pieces: readonly TextPiece[]): T {
  let next: Node = owner as Node;
  for (const { path, at, text } of pieces) {
    next = changed(next, path.split('.'), (before) => {
      const end = at + text.length;
      const { length } = before.text;
      if (before.truncated || at > length || end <= length) return before;
      return { ...before, text: at === length ? before.text + text : before.text.slice(0, at) + text };
    });
  }
  return next as T;
}

function changed(node: Node, names: readonly string[], change: (text: LongText) => LongText): Node {
  const [name = '', ...rest] = names;
  const inner = Object.hasOwn(node, name) ? (node as Record<string, unknown>)[name] : null;
  if (typeof inner !== 'object' || inner === null) return node;
  const after = rest.length > 0 ? changed(inner as Node, rest, change) : isText(inner) ? change(inner) : inner;
  if (after === inner) return node;
  return Array.isArray(node) ? node.with(Number(name), after) : { ...node, [name]: after };
}

function isText(value: object): value is LongText {
  return 'text' in value && typeof value.text === 'string';
}
