import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RecipientScreen } from '#components/run-trace/share/recipient-screen.tsx';
import { PackedCache } from '#components/shell/packed-cache.tsx';
import { PageMessage } from '#components/shell/page-message.tsx';
import { recipientAccess } from '#lib/client/shared-access.ts';
import { pack } from '#lib/contract/packed.ts';
import { sendPageHead } from '#lib/server/http/page-head.ts';
import { openShared } from './open-shared.ts';
import { openToken } from './open-token.ts';

interface Props {
  params: Promise<{ token: string }>;
}

const TITLE = 'Shared run';
const ABOUT = 'A read-only snapshot of one agent run: what it did, where the time went and why it ended.';
const PICTURE = { url: '/s/opengraph-image.png', width: 1200, height: 630, alt: 'A shared run in Runlens' };

/** The same for every link: nothing here may tell what it leads to. */
export const metadata: Metadata = {
  title: TITLE,
  description: ABOUT,
  robots: { index: false, follow: false, nocache: true },
  referrer: 'no-referrer',
  openGraph: { type: 'website', siteName: 'Runlens', title: TITLE, description: ABOUT, images: [PICTURE] },
  twitter: { card: 'summary_large_image', title: TITLE, description: ABOUT },
};

/** Public: one run as its link gives it, for whoever has the link. Opening it counts as a view. */
export default async function SharedRunPage({ params }: Props) {
  const { token } = await params;
  const opened = await openToken(token);
  if (opened.state === 'closed') {
    return (
      <PageMessage title="A shared run">
        Open this link in a browser to read it. Programs that only look at links are shown nothing of the run.
      </PageMessage>
    );
  }
  if (opened.state !== 'open') notFound();
  const { share, grant, about } = opened;
  const { trace, lastPage, cache } = await openShared(share, recipientAccess(token, grant));
  const { takenAt, expiresAt, redaction } = about;
  sendPageHead();
  return (
    <PackedCache state={pack(cache)}>
      <RecipientScreen
        token={token}
        grant={grant}
        snapshot={{ takenAt, expiresAt, redaction }}
        opened={pack({ trace, lastPage })}
      />
    </PackedCache>
  );
}
