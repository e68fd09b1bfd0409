'use client';

import { Copy, ExternalLink } from 'lucide';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { settingsRoute } from '#lib/contract/settings-routes.ts';
import type { NewShare } from '#lib/domain/share.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Field, LINE_INPUT } from '../../ui/field.tsx';
import { formatCountOf } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { tooDeepWords } from './share-words.ts';

/** A link that was just made: the one time that it is told. */
export function MadeLink({ link, onDone }: { link: NewShare & { maxViews: number | null }; onDone: () => void }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  // Outside React: the focus, which was on the button that made it.
  useEffect(() => field.current?.focus(), []);
  const copy = async () => setCopied(await copyText(link.url));
  return (
    <div className="grid gap-3 p-4">
      <Field label="The link" hint="It is shown this once: only its fingerprint is kept.">
        {(control) => (
          <div className="flex gap-2 max-desk:flex-wrap">
            <input
              {...control}
              ref={field}
              readOnly
              value={link.url}
              onFocus={(event) => event.target.select()}
              className={`${LINE_INPUT} font-mono text-meta tracking-[-0.02em]`}
            />
            <Button variant="primary" onClick={() => void copy()} className="pointer-coarse:h-11">
              <Icon of={Copy} size={14} /> Copy
            </Button>
            <a
              href={link.url}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className={`${buttonClass()} pointer-coarse:h-11!`}
            >
              <Icon of={ExternalLink} size={14} /> Open
            </a>
          </div>
        )}
      </Field>
      <p role="status" className="text-meta text-ink-2 empty:hidden">
        {copied === null ? null : copied ? 'Copied.' : 'The browser refused to copy. Select the link and copy it.'}
      </p>
      <p className="text-ink-2">
        Anyone who has it can read the copy until <TimeText at={link.expiresAt} mode="full" />
        {link.maxViews === null ? '.' : `, ${formatCountOf(link.maxViews, 'view')} at most.`} It can be revoked under{' '}
        <Link href={settingsRoute('shares')} prefetch={false} className="underline underline-offset-2">
          share links
        </Link>
        .
      </p>
      {link.redaction.tooDeep ? <p className="text-wait">{tooDeepWords(link.redaction.tooDeep)}</p> : null}
      <div className="flex justify-end">
        <Button onClick={onDone} className="pointer-coarse:h-11">
          Done
        </Button>
      </div>
    </div>
  );
}
