'use client';

import { useQuery } from '@tanstack/react-query';
import { toApiError } from '#lib/client/api-error.ts';
import { openOptions } from '#lib/client/open-query.ts';
import type { OpenItem } from '#lib/contract/source-schema.ts';
import { useDebounced } from './use-debounced.ts';

const SETTLES_AFTER = 150;

export interface OpenResults {
  state: 'empty' | 'pending' | 'ready' | 'error';
  items: OpenItem[];
  /** What is missing, or why nothing could be asked. */
  problem: string | null;
}

const NOTHING: OpenItem[] = [];

/** What `text` can open, asked for when typing has paused; an answer is never shown for another text. */
export function useOpenResults(text: string): OpenResults {
  const asked = useDebounced(text, SETTLES_AFTER);
  const query = useQuery(openOptions(asked));
  if (text === '') return { state: 'empty', items: NOTHING, problem: null };
  if (asked !== text || query.isPending) return { state: 'pending', items: NOTHING, problem: null };
  if (query.isError) return { state: 'error', items: NOTHING, problem: toApiError(query.error).message };
  return { state: 'ready', items: query.data.items, problem: query.data.problem };
}
