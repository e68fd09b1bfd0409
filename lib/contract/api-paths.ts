/** Paths of our own API; nothing else in the code writes one by hand. */
const id = encodeURIComponent;
const run = (source: string, key: string) => `/api/runs/${id(source)}/${id(key)}`;
const thread = (source: string, threadId: string) => `/api/threads/${id(source)}/${id(threadId)}`;

export const apiPaths = {
  signIn: () => '/api/sign-in',
  signOut: () => '/api/sign-out',
  /** Goes to the identity provider, and from there to `next`. */
  oidcStart: (next: string) => `/api/sign-in/oidc?next=${id(next)}`,
  sources: () => '/api/sources',
  /** POST begins the walk of a source again and forgets what it was found to lack; DELETE stops it. */
  walk: (source: string) => `/api/sources/${id(source)}/walk`,
  /** POST `{threads:[ids]}` fetches the runs of these threads in the background, GET says how far that is, DELETE stops it. */
  known: (source: string) => `/api/sources/${id(source)}/known`,
  /** DELETE deletes everything kept of a source. */
  sourceRuns: (source: string) => `/api/sources/${id(source)}/runs`,
  open: (text: string) => `/api/open?q=${id(text)}`,
  runs: (query: string) => `/api/runs${query && `?${query}`}`,
  /** How many runs pass the filter of the list: `{total}`. */
  runTotal: (query: string) => `/api/runs/total${query && `?${query}`}`,
  /** Runs over time, by the filter of the list and `buckets=96`. */
  runHistogram: (query: string) => `/api/runs/histogram${query && `?${query}`}`,
  /** By the filter of the list, `by=thread` or `by=failure`, `cursor` and `limit`. */
  runGroups: (query: string) => `/api/runs/groups?${query}`,
  /** What a filter can be set to: `of=` one of `FILTER_FIELDS`, and the filter of the list. */
  runValues: (query: string) => `/api/runs/values?${query}`,
  /** By `formatSearchParams`, `cursor` and `limit`. */
  search: (query: string) => `/api/search?${query}`,
  /** PATCH `{metadata}` changes the run's metadata at its source; DELETE deletes what is kept of the run. */
  run: (source: string, key: string, query = '') => `${run(source, key)}${query && `?${query}`}`,
  /** POST cancels the run at its source. */
  cancelRun: (source: string, key: string) => `${run(source, key)}/cancel`,
  /** POST `{tool_outputs}` or `{tool_approvals}`: answers what the run waits for. */
  toolOutputs: (source: string, key: string) => `${run(source, key)}/tool-outputs`,
  /** What the run's recorded streams told, with times of arrival. */
  replay: (source: string, key: string) => `${run(source, key)}/replay`,
  /** Server-sent events of one run. */
  runEvents: (source: string, key: string) => `${run(source, key)}/events`,
  /** Server-sent events of the list and of several runs: `run=source/key`, `row=source/key`, `list=0`. */
  events: (query = '') => `/api/runs/events${query && `?${query}`}`,
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
  /** The run that keeps new messages and runs out of the thread: `{run}`, null where none does. */
  blockingRun: (source: string, threadId: string) => `${thread(source, threadId)}/blocking-run`,
  /** POST starts a run (`createRunSchema`). */
  threadRuns: (source: string, threadId: string, query = '') =>
    `${thread(source, threadId)}/runs${query && `?${query}`}`,
  threadMessages: (source: string, threadId: string, query = '') =>
    `${thread(source, threadId)}/messages${query && `?${query}`}`,
};
