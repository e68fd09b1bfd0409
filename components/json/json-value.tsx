import { SpelledText } from '../ui/bidi.tsx';
import { Block } from '../ui/block.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { JsonText } from './json-text.tsx';
import { JsonTree } from './json-tree.tsx';
import type { JsonLink } from './node-tree.tsx';

/** Longer texts are laid out as lines that scroll (UTF-16 units). */
const PROSE_LIMIT = 20_000;

/** What a text is meant as: `json` that should be valid, `prose` for people, or `any`. */
type Meant = 'json' | 'prose' | 'any';

/**
 * Any value under its label: a text as JSON where it holds some, else as the text it is; everything else as a tree. The
 * fault of a text is named only where it was meant as JSON.
 */
export function JsonValue({
  value,
  label,
  meant = 'any',
  ...link
}: JsonLink & { value: unknown; label: string; meant?: Meant }) {
  if (typeof value !== 'string') {
    return (
      <Block title={label}>
        <JsonTree value={value} label={label} {...link} />
      </Block>
    );
  }
  const prose = meant === 'prose' && value !== '' && value.length <= PROSE_LIMIT && !/^\s*[[{(]/.test(value);
  if (!prose) return <JsonText text={value} label={label} loose={meant !== 'json'} {...link} />;
  return (
    <Block title={label} actions={<CopyButton text={value} label={`Copy ${label.toLowerCase()}`} />}>
      <p className="px-[11px] py-2 wrap-anywhere whitespace-pre-wrap">
        <SpelledText text={value} />
      </p>
    </Block>
  );
}
