import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { linkCitations } from '#lib/domain/citations.ts';
import { aMessage, aStep, searchCall } from '#lib/domain/domain-fixtures.ts';
import type { Annotation, Message } from '#lib/domain/message.ts';
import type { FileSearchCall, FileSearchResult } from '#lib/domain/tool-call.ts';
import { readCitations } from './citations.ts';
import type { MessageContext } from './message-context.ts';
import { MessageView } from './message-view.tsx';

const found = (text: string, score: number): FileSearchResult => ({
  fileId: 'file-a',
  fileName: 'rules.pdf',
  score,
  content: [{ text }],
  attributes: null,
  extra: {},
});
const search = aStep({
  id: 'step_s',
  calls: [
    {
      ...(searchCall(0) as FileSearchCall),
      results: [
        found('Trial and sandbox accounts are excluded from both counts.', 0.8),
        found('On 1 July 2026 the monthly Starter price rose from $19 to $29.', 0.9),
      ],
    },
  ],
});
const cite = (text: string, more: Partial<Annotation> = {}): Annotation => ({
  type: 'file_citation',
  text,
  start: null,
  end: null,
  fileId: 'file-a',
  quote: null,
  url: null,
  title: null,
  extra: {},
  ...more,
});
const says = (text: string, ...annotations: Annotation[]): Message =>
  aMessage({ content: [{ type: 'text', text: { text }, annotations }] });

const TEXT =
  'Trial and sandbox accounts are excluded from the counts【4:0†source】. The monthly Starter price rose from $19 to $29 on 1 July【4:1†source】. [All of it](sandbox:/mnt/data/x.csv)';
const answer = says(
  TEXT,
  cite('【4:0†source】'),
  cite('【4:1†source】'),
  cite('sandbox:/mnt/data/x.csv', { type: 'file_path', fileId: 'file-csv' }),
);

function contextOf(
  message: Message,
  steps = [search],
  marked: number | null = null,
): MessageContext & { open: ReturnType<typeof vi.fn> } {
  const links = linkCitations([message], steps, { messagesComplete: true, stepsComplete: true });
  const open = vi.fn();
  return {
    fileUrl: (id) => `/files/${id}`,
    citations: {
      of: (id) => links.messages.get(id) ?? null,
      href: ({ step, call, result }) => `?step=${step}&call=${call}&result=${result}`,
      open,
      marked: () => marked,
    },
    open,
  };
}

it('numbers chips by passage, best first, and other sources after them', () => {
  const cited = linkCitations([answer], [search], { messagesComplete: true, stepsComplete: true });
  const linked = { part: 0, cited: cited.messages.get(answer.id) ?? { citations: [], sources: [] } };
  const [part] = answer.content;
  const annotations = part?.type === 'text' ? part.annotations : [];
  const { sources, marks } = readCitations(TEXT, annotations, linked);
  expect(marks.map(({ source, citation }) => [source.number, citation?.match?.place.result ?? null])).toEqual([
    [2, 0],
    [1, 1],
    [3, null],
  ]);
  expect(
    sources.map(({ number, annotation, cited: of }) => [number, annotation.type, of?.match?.score ?? null]),
  ).toEqual([
    [1, 'file_citation', 0.9],
    [2, 'file_citation', 0.8],
    [3, 'file_path', null],
  ]);
  expect(readCitations(TEXT, annotations).sources.map(({ number }) => number)).toEqual([1, 2]);
});

it('leads from a chip and from its line to the passage that was found', async () => {
  const user = userEvent.setup();
  const context = contextOf(answer);
  render(<MessageView message={answer} context={context} />);
  const chip = await screen.findByRole('link', { name: 'Source 1' });
  expect(chip).toHaveAttribute('href', '?step=step_s&call=0&result=1');
  await user.click(chip);
  expect(context.open).toHaveBeenLastCalledWith({ step: 'step_s', call: 0, result: 1 });
  const list = screen.getByRole('list', { name: 'Sources' });
  expect(within(list).getAllByRole('listitem')[0]).toHaveTextContent('rules.pdf “On 1 July 2026');
  await user.click(within(list).getByRole('link', { name: 'Go to the search result of source 2' }));
  expect(context.open).toHaveBeenLastCalledWith({ step: 'step_s', call: 0, result: 0 });
  expect(screen.getByRole('link', { name: 'All of it' })).toHaveAttribute('href', '/files/file-csv');
});

it('marks the chips of the source that the address names, and the first takes the focus that came with the link', async () => {
  const twice = says(
    `${TEXT} It stays so【4:1†source】.`,
    ...[0, 1].map((n) => cite(`【4:${n}†source】`)),
    cite('【4:1†source】', { start: TEXT.length + 12, end: TEXT.length + 24 }),
  );
  const pane = document.body.appendChild(document.createElement('div'));
  pane.setAttribute('role', 'region');
  pane.tabIndex = -1;
  pane.focus();
  render(<MessageView message={twice} context={contextOf(twice, [search], 1)} />, { container: pane });
  const chips = await screen.findAllByRole('link', { name: 'Source 1' });
  expect(chips).toHaveLength(2);
  for (const chip of chips) expect(chip).toHaveAttribute('aria-current', 'true');
  expect(chips[0]).toHaveFocus();
  expect(screen.getByRole('link', { name: 'Source 2' })).not.toHaveAttribute('aria-current');
});

it('says what a chip is while it has the focus, and marks its line', async () => {
  const user = userEvent.setup();
  render(<MessageView message={answer} context={contextOf(answer)} />);
  await screen.findByRole('link', { name: 'Source 2' });
  await user.hover(screen.getByRole('link', { name: 'Source 2' }));
  const card = await screen.findByRole('tooltip', { hidden: true });
  expect(card).toHaveTextContent('rules.pdf');
  expect(card).toHaveTextContent('score 0.80');
  expect(card).toHaveTextContent('“Trial and sandbox accounts');
  expect(card).toHaveTextContent(/^.*(Likely|Exact):/);
  expect(screen.getByRole('list', { name: 'Sources' }).children[1]).toHaveClass('bg-hover');
  await user.unhover(screen.getByRole('link', { name: 'Source 2' }));
  await waitFor(() => expect(screen.queryByRole('tooltip', { hidden: true })).toBeNull());
});

it('flags what no search returned, and keeps its chip a link to the list', async () => {
  const message = says('As it is written【1†other】', cite('【1†other】', { fileId: 'file-z' }));
  render(<MessageView message={message} context={contextOf(message)} />);
  const chip = await screen.findByRole('link', { name: 'Source 1' });
  expect(chip.getAttribute('href')).toMatch(/^#/);
  expect(screen.getByRole('list', { name: 'Sources' })).toHaveTextContent('cited, never retrieved');
});

it('names the file alone where no passage can be told', () => {
  const message = says('Yes【1】', cite('【1】'));
  render(<MessageView message={message} context={contextOf(message)} />);
  expect(screen.getByRole('list', { name: 'Sources' })).toHaveTextContent('rules.pdf which passage is not known');
});

it('stays as it is without a run in view', async () => {
  render(<MessageView message={answer} context={{ fileUrl: (id) => `/files/${id}` }} />);
  const chips = await screen.findAllByRole('link', { name: /^Source \d$/ });
  expect(chips.map((chip) => chip.textContent)).toEqual(['1', '1']);
});
