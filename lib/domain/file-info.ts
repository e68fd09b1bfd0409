import type { Milliseconds } from './time.ts';

/** What a source says about a stored file. */
export interface FileInfo {
  id: string;
  name: string | null;
  bytes: number | null;
  purpose: string | null;
  createdAt: Milliseconds | null;
}
