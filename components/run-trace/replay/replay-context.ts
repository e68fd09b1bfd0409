import { createContext } from 'react';
import type { ApiError } from '#lib/client/api-error.ts';
import type { Recording, Stall } from '#lib/domain/recording.ts';
import type { Player } from './use-player.ts';

/** A recording that is shown, and the player that shows it. */
export interface Showing {
  kind: 'playing';
  recording: Recording;
  length: number;
  stalls: readonly Stall[];
  /** When the first text arrived; null where none did. */
  firstText: number | null;
  player: Player;
}

/** What the page knows of a replay that the address asks for; null where it asks for none. */
export type ReplayState =
  | Showing
  | { kind: 'loading' }
  | { kind: 'none' }
  | { kind: 'failed'; error: ApiError; again: () => void };

export const ReplayContext = createContext<ReplayState | null>(null);
