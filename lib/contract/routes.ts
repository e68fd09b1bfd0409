/** Hrefs of pages; nothing else in the code writes one by hand. */
export const routes = {
  home: () => '/' as const,
  runs: (query = '') => `/runs${query && `?${query}`}` as const,
  failures: (query = '') => `/failures${query && `?${query}`}` as const,
  search: (query = '') => `/search${query && `?${query}`}` as const,
  run: (source: string, key: string, query = '') =>
    `/runs/${encodeURIComponent(source)}/${encodeURIComponent(key)}${query && `?${query}`}` as const,
  signIn: (next: string) => `/sign-in?next=${encodeURIComponent(next)}` as const,
  import: () => '/import' as const,
  thread: (source: string, thread: string, query = '') =>
    `/threads/${encodeURIComponent(source)}/${encodeURIComponent(thread)}${query && `?${query}`}` as const,
};
