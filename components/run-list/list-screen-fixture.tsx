import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { makeQueryClient } from '#lib/client/query-client.ts';
import { Commands } from '../commands/commands.tsx';
import { RunListScreen } from './run-list-screen.tsx';

/** Draws the list, or the failures, with nothing read yet; gives a user who can type and click. */
export function showList({
  page = 'runs',
  beside,
}: {
  page?: 'runs' | 'failures';
  beside?: ReactNode;
} = {}): UserEvent {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Commands>
        <RunListScreen loadedAt={10_000} page={page} />
        {beside}
      </Commands>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}
