import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { aStep } from '#lib/domain/domain-fixtures.ts';
import type { LongText } from '#lib/domain/long-text.ts';
import { StepDetail } from './step-detail.tsx';

const step = (detail: LongText | null, type = 'activities') => aStep({ kind: 'other', type, detail });
const show = (shown: ReturnType<typeof step>, loadWhole?: () => void) =>
  render(<StepDetail step={shown} context={{ fileUrl: (id) => id, ...(loadWhole ? { loadWhole } : {}) }} />);

/** As Azure sends it (recorded in 2025). */
const LIST = {
  type: 'activities',
  activities: [
    {
      id: 'activity_N72A',
      type: 'mcp_list_tools',
      server_label: 'github',
      tools: { search_code: { description: 'Search code.', parameters: { type: 'object', required: ['page'] } } },
    },
  ],
};

test('lists the tools that an activity found', () => {
  const shown = step({ text: JSON.stringify(LIST) });
  const { container } = show(shown);
  fireEvent.click(screen.getByRole('button', { name: 'search_code' }));
  for (const text of ['github', 'Search code.', 'required', '"page"', 'activity_N72A', 'mcp_list_tools'])
    expect(container.textContent).toContain(text);
  expect(container).toHaveTextContent('Activity ID');
});

test('shows activities of unknown types, and what stands beside them, as labelled JSON', () => {
  const odd = { activities: [{ id: 'a', type: 'dream', of: 'sheep' }, 'bare'], note: 'beside' };
  show(step({ text: JSON.stringify(odd) }));
  expect(screen.getByRole('tree', { name: 'Content of dream' })).toHaveTextContent('of: "sheep"');
  expect(screen.getByRole('tree', { name: 'Content of unknown' })).toHaveTextContent('bare');
  expect(screen.getByRole('tree', { name: 'Other fields of the step details' })).toHaveTextContent('note: "beside"');
});

test.each([
  [step({ text: '{"depth":"deep"}' }, 'dreams'), 'deep'],
  [step({ text: '{"activities":"none of them"}' }), 'none of them'],
  [step({ text: 'no JSON at all' }), 'no JSON at all'],
])('details of another form are never blank', (shown, text) => {
  show(shown);
  expect(screen.getByRole('group', { name: 'Step details' })).toHaveTextContent(text);
});

test('cut details are shown as text, with the offer to load them', async () => {
  const loadWhole = vi.fn<() => void>();
  const text = JSON.stringify(LIST).slice(0, 60);
  const { container } = show(step({ text, truncated: true, bytes: 400_000 }), loadWhole);
  expect(container.textContent).toContain(text);
  await userEvent.click(screen.getByRole('button', { name: 'Load all' }));
  expect(loadWhole).toHaveBeenCalledTimes(1);
});

test('a step without details, or without activities, says no more than that', () => {
  expect(show(step(null)).container).toBeEmptyDOMElement();
  expect(show(step({ text: '{"activities":[]}' })).container).toHaveTextContent(/^This step holds no activity\.$/);
});
