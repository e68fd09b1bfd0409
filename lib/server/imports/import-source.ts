import 'server-only';

/** Where imported runs live when nothing is said. */
export const IMPORT_SOURCE = 'file';
