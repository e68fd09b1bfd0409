import 'server-only';
import { assistantsDialect } from './assistants/dialect.ts';
import type { Dialect } from './dialect.ts';

/** Every dialect that a source can be configured with; a new one is one line here. */
export const DIALECTS: readonly Dialect[] = [assistantsDialect];
