import type { ReactNode } from 'react';
import { Untrusted } from './bidi.tsx';
import { CopyButton } from './copy-button.tsx';

/** An id in mono with a button that copies it whole; `display` is a shorter form to show, `link` what to show instead, such as a link. */
export function CopyableId({
  id,
  display,
  link,
  className = '',
}: {
  id: string;
  display?: string;
  link?: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={`inline-flex max-w-full min-w-0 items-center align-bottom font-mono text-meta tracking-[-0.02em] ${className}`}
    >
      {link ?? (
        <Untrusted
          text={display ?? id}
          title={display === undefined || display === id ? undefined : id}
          className="min-w-0 wrap-anywhere"
        />
      )}
      <CopyButton text={id} label={`Copy ${id}`} what={display ?? id} size={12} className="-my-1 forced-colors:ml-1" />
    </span>
  );
}
