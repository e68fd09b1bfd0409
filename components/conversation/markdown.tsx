'use client';

import { type ComponentProps, createContext, type ReactNode, useContext, useId, useMemo } from 'react';
import ReactMarkdown, { type Components, type ExtraProps } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { FencedCode } from '../code/fenced-code.tsx';
import { withoutTurns } from '../ui/bidi.tsx';
import type { Source } from './citations.ts';
import { CiteChip } from './cite-chip.tsx';
import type { MessageContext } from './message-context.ts';
import { type MarkedText, restoreWords, sourceOfAddress, splitTokens } from './marked-text.ts';
import { OutsideLink } from './outside-link.tsx';
import { PROSE } from './prose.ts';

interface MarkdownNode {
  type: string;
  value?: string;
  alt?: string | null;
  title?: string | null;
  children?: MarkdownNode[];
  data?: { hName: string; hProperties: Record<string, string> };
}

/** A piece of running text; one that turns its direction becomes an element that shows it. */
function textNode(value: string): MarkdownNode {
  const text = { type: 'text', value };
  return withoutTurns(value) === value
    ? text
    : { type: 'turned', data: { hName: 'bdi', hProperties: {} }, children: [text] };
}

/** Turns tokens in running text into elements for chips, and those in code, titles and raw HTML back into words. */
function placeChips(marked: MarkedText) {
  const walk = (node: MarkdownNode): void => {
    if (node.type !== 'text' && node.value !== undefined) node.value = restoreWords(node.value, marked);
    if (node.alt) node.alt = restoreWords(node.alt, marked);
    if (node.title) node.title = restoreWords(node.title, marked);
    if (!node.children) return;
    node.children = node.children.flatMap((child) => {
      if (child.type !== 'text' || child.value === undefined) {
        walk(child);
        return [child];
      }
      return splitTokens(child.value).map(
        (part, i): MarkdownNode =>
          i % 2 === 0
            ? textNode(part)
            : { type: 'citation', data: { hName: 'sup', hProperties: { dataMark: part } }, children: [] },
      );
    });
  };
  return walk;
}

interface MarkdownProps {
  marked: MarkedText;
  /** Id of a source's entry in the list below. */
  anchor: (source: Source) => string;
  context: MessageContext;
  /** The element for a link to a file of the message. */
  fileLink: (source: Source, children: ReactNode) => ReactNode;
}

const Scope = createContext<MarkdownProps | null>(null);

function Superscript({ node, children }: ComponentProps<'sup'> & ExtraProps) {
  const scope = useContext(Scope);
  const mark = node?.properties.dataMark;
  const found = typeof mark === 'string' ? scope?.marked.marks[Number(mark)] : undefined;
  if (!scope || !found) return <sup>{children}</sup>;
  return (
    <CiteChip
      source={found.source}
      citation={found.citation}
      anchor={scope.anchor(found.source)}
      context={scope.context}
    />
  );
}

function Link({ address, children }: { address: string; children: ReactNode }) {
  const scope = useContext(Scope);
  if (!scope || address === '' || address.startsWith('#')) return <span>{children}</span>;
  const known = decoded(address);
  const source = sourceOfAddress(known, scope.marked);
  if (source?.annotation.fileId) return scope.fileLink(source, children);
  return <OutsideLink url={restoreWords(known, scope.marked)}>{children}</OutsideLink>;
}

/** The number of a footnote or the way back from its note; the reader of Markdown alone can mark a link as one of them. */
function Anchor({ node, href = '', id, children }: ComponentProps<'a'> & ExtraProps) {
  const toNote = node?.properties.dataFootnoteRef !== undefined;
  if (!toNote && node?.properties.dataFootnoteBackref === undefined) return <Link address={href}>{children}</Link>;
  const label = toNote ? { 'aria-label': `Footnote ${textOf(node)}` } : { 'aria-label': 'Back to the text' };
  return (
    <a href={href} id={id} {...label} className="rounded-chip px-0.5 text-accent target:bg-accent-soft hover:bg-hover">
      {children}
    </a>
  );
}

function textOf(node: ExtraProps['node']): string {
  const [first] = node?.children ?? [];
  return first?.type === 'text' ? first.value : '';
}

function Fence({ node, children }: ComponentProps<'pre'> & ExtraProps) {
  const code = node?.children[0];
  if (code?.type !== 'element' || code.tagName !== 'code') return <pre data-left="">{children}</pre>;
  const text = code.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
  const names = code.properties.className;
  const name = Array.isArray(names) ? names.map(String).find((each) => each.startsWith('language-')) : undefined;
  return (
    <div dir="ltr" className="min-w-0">
      <FencedCode code={text.replace(/\n$/, '')} language={name?.slice('language-'.length) ?? ''} />
    </div>
  );
}

function shown(children: ReactNode): ReactNode {
  return typeof children === 'string' ? withoutTurns(children) : children;
}

/** What Markdown makes, in the product's elements. Headings start at the level below those of a pane. */
const COMPONENTS: Components = {
  sup: Superscript,
  bdi: ({ children }) => shown(children),
  code: ({ children }) => <code dir="ltr">{shown(children)}</code>,
  pre: Fence,
  a: Anchor,
  img: ({ src, alt }) => (
    <Link address={typeof src === 'string' ? src : ''}>Image{alt ? <>: {withoutTurns(alt)}</> : ''}</Link>
  ),
  h1: ({ children }) => <h4 className="text-lead">{children}</h4>,
  h2: ({ children }) => <h4 className="text-[15px]">{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
  input: ({ checked }) => <input type="checkbox" checked={checked ?? false} readOnly disabled aria-label="Task" />,
  table: ({ children }) => (
    <div data-left="" className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
};

/**
 * Markdown as React elements. Raw HTML stands as text, pictures from elsewhere become links, and addresses other than
 * http, https and mailto are no links.
 */
export function Markdown(props: MarkdownProps) {
  const { marked } = props;
  // Several messages on a page may each have a footnote 1.
  const base = useId();
  const plugins = useMemo(() => [remarkGfm, () => placeChips(marked)], [marked]);
  const notes = useMemo(() => ({ clobberPrefix: base }), [base]);
  return (
    <Scope value={props}>
      <div dir="auto" className={PROSE}>
        <ReactMarkdown
          remarkPlugins={plugins}
          remarkRehypeOptions={notes}
          components={COMPONENTS}
          urlTransform={(url) => url}
        >
          {marked.text}
        </ReactMarkdown>
      </div>
    </Scope>
  );
}

/** Addresses come percent-encoded from the reader of Markdown; the tokens in them do too. */
function decoded(address: string): string {
  return address.replace(/%EF%B7%90(\d+)%EF%B7%91/gi, '\ufdd0$1\ufdd1');
}
