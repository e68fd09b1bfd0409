'use client';

import { useMemo } from 'react';
import { nodeOfValue } from './json-node.ts';
import { type JsonLink, NodeTree } from './node-tree.tsx';

/** A value as a JSON tree. Rows are virtual above 100. */
export function JsonTree({ value, label, ...link }: JsonLink & { value: unknown; label: string }) {
  const root = useMemo(() => nodeOfValue(value), [value]);
  return <NodeTree root={root} label={label} {...link} />;
}
