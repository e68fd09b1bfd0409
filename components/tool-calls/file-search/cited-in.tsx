import type { MouseEvent } from 'react';
import type { Citation, ResultUse } from '#lib/domain/citations-model.ts';
import type { SearchCitations } from '../renderer.ts';

/** Which messages cite a result, each with the numbers that it has there; or that none does. */
export function CitedIn({ use, citations }: { use: ResultUse; citations: SearchCitations }) {
  if (use.neverCited) return <Flag>retrieved, never cited</Flag>;
  const sure = use.citations.length > 0;
  const groups = byMessage(sure ? use.citations : use.perhaps);
  if (groups.length === 0) return null;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {groups.map(({ message, numbers }) => (
        <MessageLink key={message} message={message} numbers={numbers} sure={sure} citations={citations} />
      ))}
    </span>
  );
}

function MessageLink({
  message,
  numbers,
  sure,
  citations,
}: {
  message: string;
  numbers: number[];
  sure: boolean;
  citations: SearchCitations;
}) {
  const number = citations.messageNumber(message);
  const name = number === null ? 'a message' : `message ${number.toLocaleString('en')}`;
  const words = `${sure ? 'cited in' : 'file cited in'} ${name}`;
  const open = (source: number) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    citations.openMessage(message, source);
  };
  return (
    <span className="inline-flex items-center gap-1">
      {numbers.map((source, i) => (
        <a
          key={source}
          href={citations.messageHref(message, source)}
          onClick={open(source)}
          aria-label={`${words} as source ${source}`}
          title={sure ? undefined : 'The file is cited there; which of its passages is meant is not known'}
          className="inline-flex min-h-6 min-w-6 items-center gap-1 font-medium text-accent hover:underline pointer-coarse:min-h-11"
        >
          {i === 0 ? words : null}
          <span className="inline-grid h-4 min-w-4 place-items-center rounded-chip bg-accent-soft px-1 text-[10.5px] leading-none font-semibold text-accent shadow-[inset_0_0_0_1px_var(--color-accent-line)] forced-colors:border">
            {source}
          </span>
        </a>
      ))}
    </span>
  );
}

function Flag({ children }: { children: string }) {
  return <span className="rounded-chip bg-idle-soft px-1.5 text-ink-2">{children}</span>;
}

function byMessage(citations: readonly Citation[]): { message: string; numbers: number[] }[] {
  const groups = new Map<string, Set<number>>();
  for (const { message, number } of citations) groups.set(message, (groups.get(message) ?? new Set()).add(number));
  return [...groups].map(([message, numbers]) => ({ message, numbers: [...numbers].sort((a, b) => a - b) }));
}
