'use client';

import { createContext, type Dispatch, type SetStateAction } from 'react';
import type { ShareDraft } from './share-draft.ts';

/** How far the reader is with sharing the run in view. It outlives the screen, which a preview stands in for. */
export interface ShareState {
  /** Whether the dialog is open, or what its recipient would see is shown; null for neither. */
  shows: 'dialog' | 'preview' | null;
  /** Null until something was chosen. */
  draft: ShareDraft | null;
}

export const NOT_SHARING: ShareState = { shows: null, draft: null };

/** Null where nobody can share. */
export const ShareContext = createContext<readonly [ShareState, Dispatch<SetStateAction<ShareState>>] | null>(null);
