import { fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aStep } from '#lib/domain/domain-fixtures.ts';
import type { Json } from '#lib/domain/json.ts';
import type { TextLink } from '#lib/domain/text-link.ts';
import type { FileSearchCall, OtherCall } from '#lib/domain/tool-call.ts';
import { formatTextLink, parseTextLink } from '#lib/contract/text-link-params.ts';
import { PAYLOADS } from './payload-samples.ts';
import { ToolCallRendered } from './registry.tsx';
import type { ToolCallContext } from './renderer.ts';
import { StepDetail } from './step-detail.tsx';

/** A page that keeps the place of the address. */
function page(place: TextLink | null): { context: ToolCallContext; chosen: (TextLink | null)[] } {
  const chosen: (TextLink | null)[] = [];
  const context = {
    fileUrl: (file: string) => `/files/${file}`,
    link: { place, onChange: (to: TextLink | null) => chosen.push(to), finds: null, onFind: () => {} },
  };
  return { context, chosen };
}

const other = (type: string, payload: Json): OtherCall => ({
  kind: 'other',
  id: 'call_1',
  type,
  name: null,
  payload: { text: JSON.stringify(payload) },
  extra: { more: { deep: [1] } },
});

const search: FileSearchCall = {
  kind: 'file_search',
  id: 'call_1',
  type: 'file_search',
  queries: [],
  ranker: null,
  scoreThreshold: null,
  results: ['a', 'b'].map((id) => ({
    fileId: id,
    fileName: id,
    score: 0.5,
    content: [],
    attributes: { of: id },
    extra: { more: [id] },
  })),
  extra: {},
};

/** Chooses the first row of every tree, and opens the link that this gives on a page of its own. */
function driveTrees(draw: (context: ToolCallContext) => React.ReactNode): string[] {
  const { context, chosen } = page(null);
  const first = render(draw(context));
  const labels = screen.getAllByRole('tree').map((tree) => tree.getAttribute('aria-label') ?? '');
  for (const tree of screen.getAllByRole('tree')) {
    const [row] = within(tree).getAllByRole('treeitem');
    if (row) fireEvent.click(within(row).getAllByText(/./)[0] ?? row);
  }
  first.unmount();
  expect(chosen).toHaveLength(labels.length);
  const links = chosen.map((link) => formatTextLink(link));
  expect(new Set(links.map((link) => link.replace(/&?path=.*/, ''))).size).toBe(labels.length);
  links.forEach((link, i) => {
    const place = parseTextLink(new URLSearchParams(link));
    expect(place).toEqual(chosen[i]);
    const again = render(draw(page(place).context));
    const selected = screen.getAllByRole('treeitem', { selected: true });
    expect(selected.map((row) => row.closest('[role=tree]')?.getAttribute('aria-label'))).toEqual([labels[i]]);
    again.unmount();
  });
  return labels;
}

describe('a place in any JSON tree of a tool has a link of its own, and is chosen by it', () => {
  it.each(PAYLOADS)('%s', (type, payload) => {
    expect(driveTrees((context) => <ToolCallRendered call={other(type, payload)} context={context} />)).toContain(
      'Other fields',
    );
  });

  it('results of a file search', () => {
    expect(driveTrees((context) => <ToolCallRendered call={search} context={context} />)).toHaveLength(4);
  });

  it('activities and details of a step', () => {
    const detail = {
      type: 'activities',
      activities: [
        { id: 'a', type: 'x', x: { one: 1 } },
        { id: 'b', type: 'y', y: { two: 2 } },
      ],
    };
    const step = aStep({
      kind: 'other',
      type: 'activities',
      detail: { text: JSON.stringify(detail) },
    });
    expect(driveTrees((context) => <StepDetail step={step} context={context} />).length).toBeGreaterThan(1);
  });
});
