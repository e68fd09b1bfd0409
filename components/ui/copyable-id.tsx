import type { ReactNode } from 'react';
import { Untrusted } from './bidi.tsx';
import { CopyButton } from './copy-button.tsx';

/** An id in mono with a button that copies it whole; `display` is a shorter form to show, `link` a link to show instead. */
export function CopyableId({ id, display, link }: { id: string; display?: string; link?: ReactNode }) {
  return (
    <span className="inline-flex max-w-full min-w-0 items-center align-bottom font-mono text-meta tracking-[-0.02em]">
      {link ?? (
        <Untrusted
          text={display ?? id}
          title={display === undefined || display === id ? undefined : id}
          className="min-w-0 wrap-anywhere"
        />
      )}
      <span className="-my-1 inline-flex text-ink-3 forced-colors:ml-1">
        <CopyButton text={id} label={`Copy ${id}`} what={display ?? id} size={12} />
      </span>
    </span>
  );
}
