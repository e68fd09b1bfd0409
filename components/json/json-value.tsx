import { Block } from '../ui/block.tsx';
import { JsonText } from './json-text.tsx';
import { JsonTree } from './json-tree.tsx';

/**
 * Any value under its label: a text as JSON where it holds some, else as the text it is; everything else as a tree.
 * `strict` is for texts that should be JSON: then the fault of one that is not is named.
 */
export function JsonValue({ value, label, strict = false }: { value: unknown; label: string; strict?: boolean }) {
  if (typeof value === 'string') return <JsonText text={value} label={label} loose={!strict} />;
  return (
    <Block title={label}>
      <JsonTree value={value} label={label} />
    </Block>
  );
}
