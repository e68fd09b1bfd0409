import type { ReactNode } from 'react';
import { textHead } from '#lib/domain/text-head.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { safeUrl } from './safe-url.ts';

/** A link out of what somebody wrote: opens elsewhere and tells nothing. An address that is not safe is shown as text. */
export function OutsideLink({ url, children }: { url: string; children: ReactNode }) {
  const safe = safeUrl(url);
  if (safe === null) {
    return (
      <span>
        {children}
        <span className="text-ink-3">
          {' '}
          (<Untrusted text={url.length > 300 ? `${textHead(url, 300)}…` : url} />)
        </span>
      </span>
    );
  }
  return (
    <a
      href={safe}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={safe}
      className="text-accent underline decoration-accent-line underline-offset-2 hover:decoration-accent"
    >
      {children}
    </a>
  );
}
