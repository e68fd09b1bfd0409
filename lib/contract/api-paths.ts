/** Paths of our own API (CONTRACT, routes); nothing else in the code writes one by hand. */
const id = encodeURIComponent;
const run = (source: string, key: string) => `/api/runs/${id(source)}/${id(key)}`;
const thread = (source: string, threadId: string) => `/api/threads/${id(source)}/${id(threadId)}`;

export const apiPaths = {
  sources: () => '/api/sources',
  /** POST begins the walk of a source again and forgets what it was found to lack; DELETE stops it. */
  walk: (source: string) => `/api/sources/${id(source)}/walk`,
  open: (text: string) => `/api/open?q=${id(text)}`,
  runs: (query: string) => `/api/runs${query && `?${query}`}`,
  run: (source: string, key: string, query = '') => `${run(source, key)}${query && `?${query}`}`,
  runSummary: (source: string, key: string) => `${run(source, key)}/summary`,
  steps: (source: string, key: string, query = '') => `${run(source, key)}/steps${query && `?${query}`}`,
  /** A step whole, or with `texts=cut` as in a list. */
  step: (source: string, key: string, step: string, query = '') =>
    `${run(source, key)}/steps/${id(step)}${query && `?${query}`}`,
  /** Lines of one long text of a step, or the whole as a file. */
  stepText: (source: string, key: string, step: string, query: string) =>
    `${run(source, key)}/steps/${id(step)}/text?${query}`,
  runMessages: (source: string, key: string, query = '') => `${run(source, key)}/messages${query && `?${query}`}`,
  /** The JSON as the source sent it: of the run, or of the step or message named by `query`. */
  raw: (source: string, key: string, query = '') => `${run(source, key)}/raw${query && `?${query}`}`,
  file: (source: string, key: string, file: string) => `${run(source, key)}/files/${id(file)}`,
  /** One run as a file; `query` holds `format` and, for Markdown, `budget`. */
  runExport: (source: string, key: string, query: string) => `${run(source, key)}/export?${query}`,
  /** POST gives several runs as one file. */
  exports: () => '/api/exports',
  imports: () => '/api/imports',
  /** How far an import is; DELETE cancels it. */
  import: (importId: string) => `/api/imports/${id(importId)}`,
  thread: (source: string, threadId: string) => thread(source, threadId),
  threadRuns: (source: string, threadId: string, query = '') =>
    `${thread(source, threadId)}/runs${query && `?${query}`}`,
  threadMessages: (source: string, threadId: string, query = '') =>
    `${thread(source, threadId)}/messages${query && `?${query}`}`,
};
