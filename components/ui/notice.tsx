'use client';

import { CircleAlert, Info, OctagonX } from 'lucide';
import { type ReactNode, useEffect, useRef } from 'react';
import { announce } from './announcer.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

const TONES = {
  info: { box: 'bg-inset', ink: 'text-ink-2', icon: Info },
  warn: { box: 'bg-wait-soft', ink: 'text-wait', icon: CircleAlert },
  fail: { box: 'bg-fail-soft', ink: 'text-fail', icon: OctagonX },
};

/** A line that says what is different now: above a list or inside a pane. Its first words are announced. */
export function Notice({
  tone,
  children,
  action,
}: {
  tone: 'info' | 'warn' | 'fail';
  children: ReactNode;
  action?: ReactNode;
}) {
  const { box, ink, icon } = TONES[tone];
  const words = useRef<HTMLDivElement>(null);
  // Outside React: the live region.
  useEffect(() => announce(words.current?.textContent ?? ''), []);
  return (
    <div
      role="note"
      className={classNames(
        'flex min-h-9 items-center gap-x-[9px] gap-y-1.5 border-b border-line px-gutter py-1.5 text-ui max-desk:flex-wrap',
        box,
      )}
    >
      <Icon of={icon} className={ink} />
      {/* On phones buttons for which there is no room beside the words stand below them. */}
      <div ref={words} className="min-w-0 flex-1 wrap-anywhere max-desk:basis-52">
        {children}
      </div>
      {action ? <div className="flex-none max-desk:ml-auto max-desk:max-w-full">{action}</div> : null}
    </div>
  );
}
