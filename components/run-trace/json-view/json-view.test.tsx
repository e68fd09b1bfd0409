import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import { aStep, codeCall } from '#lib/domain/domain-fixtures.ts';
import type { Step } from '#lib/domain/step.ts';
import { type Answers, giveSize, type Scene, scene, three, times } from '../screen-fixture.tsx';

vi.mock('next/navigation', async () => (await import('../../ui/fake-navigation.ts')).navigation);
beforeAll(() => {
  giveSize();
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 300 });
});

const sections = async () => within(await screen.findByRole('list', { name: 'JSON' })).getAllByRole('listitem');

function show(steps: Step[], options: Scene = {}): string[] {
  const { screen: shown, asked } = scene(steps, { ...options, query: `?view=json${options.query ?? ''}` });
  render(shown);
  return asked;
}

/** JSON that nobody would send, so that it must have come as it is. */
const raw: Answers = (path) => (path.startsWith('/raw') ? new Response(`{"of":"${path}", "n": 1.50}`) : null);

test('shows the run, its steps and their messages as they came, each with a copy and a download', async () => {
  show(three(), { answers: raw });
  await waitFor(async () => expect((await sections())[1]).toHaveTextContent('/raw?message=msg_a'));
  const found = await sections();
  expect(found[0]).toHaveTextContent('of: "/raw"');
  expect(found[0]).toHaveTextContent('n: 1.50');
  expect(found[1]).toHaveTextContent('/raw?step=a');
  const step = within(found[1] as HTMLElement);
  expect(step.getByRole('link', { name: 'Download step 1' })).toHaveAttribute('download', 'a.json');
  expect(step.getByRole('link', { name: 'Download step 1' })).toHaveAttribute(
    'href',
    '/api/runs/test/thread_a.run_a/raw?step=a',
  );
  expect(step.getByRole('button', { name: 'Copy message' })).toBeVisible();
});

test('reads what is in view, at most two at a time', async () => {
  let open = 0;
  let most = 0;
  const answers: Answers = async (path) => {
    if (!path.startsWith('/raw')) return new Response('', { status: 404 });
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open--;
    return new Response('{}');
  };
  const steps = Array.from({ length: 400 }, (_, i) => aStep({ id: `s${i}`, calls: [codeCall('x')], ...times(i) }));
  const asked = show(steps, { answers });
  const read = () => asked.filter((path) => path.startsWith('/raw')).length;
  await waitFor(() => expect(read()).toBeGreaterThan(2));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(read()).toBeLessThan(20);
  expect(most).toBe(2);
});

test('opens at the linked step; the outline leads to others', async () => {
  const user = userEvent.setup();
  show(three(), { answers: raw, query: '&step=b' });
  await waitFor(async () => expect((await sections())[2]).toHaveAttribute('aria-current', 'true'));
  await user.click(within(screen.getByRole('navigation', { name: 'Outline' })).getByRole('link', { name: 'Run' }));
  await waitFor(() => expect(window.location.search).toBe('?view=json&step=run'));
  expect((await sections())[0]).toHaveAttribute('aria-current', 'true');
});

test('says what could not be read, and reads it again', async () => {
  const user = userEvent.setup();
  let broken = true;
  const answers: Answers = (path) => (path === '/raw' && broken ? null : raw(path, ''));
  show(three(), { answers });
  expect(await screen.findByText('Run could not be read')).toBeVisible();
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(async () => expect((await sections())[0]).toHaveTextContent('of: "/raw"'));
});
