import 'server-only';

/** Set by proxy.ts on every request for a page: the path with its query. */
export const PAGE_HEADER = 'x-runlens-page';
