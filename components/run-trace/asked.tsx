'use client';

import type { TraceAccess } from '#lib/client/trace-access.ts';
import { textHead } from '#lib/domain/text-head.ts';
import type { Message } from '#lib/domain/message.ts';
import type { Run } from '#lib/domain/run.ts';
import { useQuestion } from './use-question.ts';

/** Characters that are shown; the conversation has all of them. */
const SHOWN = 600;

/** What the run was started for, for readers who do not know it: over its steps, the first lines of the last message before it. */
export function Asked({ access, run }: { access: TraceAccess; run: Run }) {
  const { asked } = useQuestion(access, run);
  const words = wordsOf(asked.at(-1));
  if (words === '') return null;
  return (
    <p className="line-clamp-3 flex-none border-b border-line px-gutter py-2.5 text-pretty wrap-anywhere max-desk:line-clamp-4">
      <span className="text-ink-2">Asked</span> {words}
    </p>
  );
}

function wordsOf(message: Message | undefined): string {
  const texts = message?.content.map((part) => (part.type === 'text' ? part.text.text : '')) ?? [];
  return textHead(texts.filter(Boolean).join(' ').replaceAll(/\s+/g, ' ').trim(), SHOWN);
}
