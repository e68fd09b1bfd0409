import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { lifeWords } from '#components/run-trace/share/life-words.ts';
import { PageMessage } from '#components/shell/page-message.tsx';
import { StatusGlyph } from '#components/status/status.tsx';
import { TimeText } from '#components/ui/time-text.tsx';
import { PAGE_HEADER } from '#lib/server/auth/page-header.ts';
import { openToken } from './open-token.ts';

export const metadata: Metadata = { title: 'Link not available' };

const WORDS = {
  expired: {
    icon: 'expired',
    title: 'This link has expired',
    text: 'Ask the sender for a new one.',
  },
  revoked: {
    icon: 'cancelled',
    title: 'This link was revoked',
    text: 'Whoever shared the run has closed the link. Ask the sender for a new one.',
  },
  used_up: {
    icon: 'expired',
    title: 'This link was opened as often as it may be',
    text: 'Its sender set how many views it has. Ask the sender for a new one.',
  },
  unknown: {
    icon: null,
    title: 'Nothing is at this address',
    text: 'The link may have been cut off when it was copied, or the run behind it was deleted. Ask the sender for a new one.',
  },
} as const;

/** A link that leads nowhere (any more), and why. It holds nothing of what it once led to. */
export default async function SharedRunGone() {
  const path = (await headers()).get(PAGE_HEADER) ?? '';
  const token = /^\/s\/([^/?]+)/.exec(path)?.[1] ?? '';
  const opened = await openToken(token);
  const { state } = opened;
  if (state === 'open' || state === 'closed') return null;
  const { icon, title, text } = WORDS[state];
  return (
    <PageMessage title={title} icon={icon && <StatusGlyph status={icon} size={22} />}>
      {opened.state === 'expired' ? (
        <>
          It was shared on <TimeText at={opened.sharedAt} mode="full" /> and could be read for{' '}
          {lifeWords(opened.expiresAt - opened.sharedAt)}.{' '}
        </>
      ) : null}
      {text}
    </PageMessage>
  );
}
