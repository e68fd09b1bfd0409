import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { Citation, ResultUse } from '#lib/domain/citations-model.ts';
import { searchCall } from '#lib/domain/domain-fixtures.ts';
import type { FileSearchCall } from '#lib/domain/tool-call.ts';
import type { SearchCitations, ToolCallContext } from '../renderer.ts';
import { FileSearch as Rendered } from './file-search.tsx';

const call = searchCall(3) as FileSearchCall;
const place = (result: number) => ({ step: 'step_s', call: 0, result });
const citation = (number: number, message = 'msg_a', from = 0, to = 5) =>
  ({ number, message, match: { passage: [{ content: 0, from, to }] } }) as unknown as Citation;
const use = (result: number, more: Partial<ResultUse>): ResultUse => ({
  place: place(result),
  citations: [],
  perhaps: [],
  neverCited: false,
  ...more,
});

function show(uses: ResultUse[], more: Partial<SearchCitations> = {}) {
  const openMessage = vi.fn();
  const citations: SearchCitations = {
    use: (result) => uses.find((each) => each.place.result === result) ?? null,
    cited: 1,
    messageNumber: (message) => (message === 'msg_a' ? 2 : null),
    messageHref: (message, source) => `?step=of_${message}&result=${source - 1}`,
    openMessage,
    marked: null,
    ...more,
  };
  const context: ToolCallContext = { fileUrl: (id) => `/files/${id}`, citations };
  render(<Rendered call={call} context={context} />);
  return openMessage;
}

const card = (n: number) => screen.getByRole('article', { name: new RegExp(`^Result ${n}`) });

it('marks what messages cite and leads back to them', async () => {
  const user = userEvent.setup();
  const openMessage = show([
    use(0, { citations: [citation(1), citation(3), citation(1)] }),
    use(1, { perhaps: [citation(2, 'msg_z')] }),
    use(2, { neverCited: true }),
  ]);
  expect(screen.getByText('3, 1 cited')).toBeVisible();
  expect(card(1).querySelector('mark')).toHaveTextContent('chunk');
  expect(card(1)).toHaveTextContent('cited in message 213');
  const link = within(card(1)).getByRole('link', { name: 'cited in message 2 as source 1' });
  expect(link).toHaveAttribute('href', '?step=of_msg_a&result=0');
  await user.click(link);
  expect(openMessage).toHaveBeenLastCalledWith('msg_a', 1);
  await user.click(within(card(1)).getByRole('link', { name: 'cited in message 2 as source 3' }));
  expect(openMessage).toHaveBeenLastCalledWith('msg_a', 3);
  expect(card(2)).toHaveTextContent('file cited in a message2');
  expect(card(2).querySelector('mark')).toBeNull();
  expect(card(3)).toHaveTextContent('retrieved, never cited');
});

it('shows the result that the address names as the current one', () => {
  show([], { marked: 1, cited: 0 });
  expect(screen.getByRole('article', { current: true })).toBe(card(2));
  expect(screen.getByText('3, none cited')).toBeVisible();
});

it('says nothing of citations where none were linked', () => {
  render(<Rendered call={call} context={{ fileUrl: () => '' }} />);
  expect(screen.queryByText(/cited/)).toBeNull();
});

it('says why a passage has no text', () => {
  const bare = { ...call, results: (call.results ?? []).map((result) => ({ ...result, content: null })) };
  render(<Rendered call={bare} context={{ fileUrl: () => '' }} />);
  expect(screen.getAllByText(/Content not returned by the source. It was asked/)).toHaveLength(3);
});
