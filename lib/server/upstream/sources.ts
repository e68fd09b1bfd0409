import 'server-only';
import type { CapabilityState } from '../../domain/source.ts';
import type { Dialect, SourceReader } from './dialect.ts';

/** A configured source, ready to be read. */
export interface Source {
  id: string;
  name: string;
  dialect: Dialect;
  /** Base URL as configured; null for the built-in sample. Server only. */
  baseUrl: string | null;
  /** Host and path prefix for people; null for the built-in sample. */
  address: string | null;
  reader: SourceReader;
  /** What the source was found to be able to do. */
  capabilities(): CapabilityState[];
  /** Forgets what was found missing, so that it is tried again. */
  forgetCapabilities(): void;
}

/** All configured sources in the order of the configuration. */
export function allSources(): readonly Source[] {
  throw new Error('being written');
}

/** The source of that id; `not_found` when there is none. */
export function getSource(_id: string): Source {
  throw new Error('being written');
}
