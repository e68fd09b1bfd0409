import { Block } from '../ui/block.tsx';
import { JsonTree } from './json-tree.tsx';
import type { JsonLink } from './node-tree.tsx';

/** Fields that nothing else shows, under the names they came with. Nothing where there are none. */
export function OtherFields({
  fields,
  title = 'Other fields',
  ...link
}: JsonLink & { fields: object; title?: string }) {
  if (Object.keys(fields).length === 0) return null;
  return (
    <Block title={title}>
      <JsonTree value={fields} label={title} {...link} />
    </Block>
  );
}
