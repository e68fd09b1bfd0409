import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import { aStep, codeCall } from '#lib/domain/domain-fixtures.ts';
import { giveSize, scene, times } from '../screen-fixture.tsx';

vi.mock('next/navigation', async () => (await import('../../ui/fake-navigation.ts')).navigation);
beforeAll(() => {
  giveSize();
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 100 });
});

const steps = () => [
  aStep({ id: 'a', calls: [codeCall('print(1)', 'one\ntwo')], ...times(0) }),
  aStep({ id: 'b', calls: [codeCall('print(2)', 'on\none', 'two\none')], ...times(2) }),
];

async function show(query: string): Promise<void> {
  render(scene(steps(), { query: `?view=conversation${query}` }).screen);
  await screen.findByRole('feed', {}, { timeout: 5000 });
}

/** The find fields of the cards that are open: of step 1, and of the two logs of step 2. */
const fields = () => screen.getAllByRole('searchbox', { name: /^Find in logs/ });
const words = () => fields().map((field) => (field as HTMLInputElement).value);
const field = (n: number) => fields()[n] ?? document.body;
const says = (query: string) => waitFor(() => expect(window.location.search).toBe(`?view=conversation${query}`));
const OPEN = '&open=1.1,2.1';

test('what is looked for in open cards stands in the address whatever is selected, and is there again', async () => {
  const user = userEvent.setup();
  await show(`&step=a&call=0${OPEN}`);
  await user.type(field(1), 'on');
  await says(`&step=a&call=0&find.turn.2.1=on${OPEN}`);
  await user.keyboard('{Enter}');
  await user.type(field(0), 'two');
  await user.type(field(2), 'o');
  const finds = '&find.turn.2.1=on&hit.turn.2.1=2&find.turn.1.1=two&find.turn.2.1.1=o';
  await says(`&step=a&call=0${finds}${OPEN}`);
  cleanup();
  await show(`&step=b&call=0${finds}${OPEN}`);
  expect(words()).toEqual(['two', 'on', 'o']);
  expect(screen.getByText('2 of 2')).toBeInTheDocument();
  // Who selects something else still looks for the same.
  await user.click(document.querySelector('article') ?? document.body);
  await user.keyboard('k');
  await says(`&step=a${finds}${OPEN}`);
  expect(words()).toEqual(['two', 'on', 'o']);
  await user.clear(field(1));
  await says(`&step=a&find.turn.1.1=two&find.turn.2.1.1=o${OPEN}`);
});

test('a link to what is looked for in a step finds it in its card, until something else is typed there', async () => {
  const user = userEvent.setup();
  await show(`&step=b&call=0&find=on&hit=2&find.1=two${OPEN}`);
  expect(words()).toEqual(['', 'on', 'two']);
  await user.type(field(1), 'e');
  await says(`&step=b&call=0&find.1=two&find.turn.2.1=one${OPEN}`);
  expect(words()).toEqual(['', 'one', 'two']);
});
