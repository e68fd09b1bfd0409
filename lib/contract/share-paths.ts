/** Paths of share links; apart from `api-paths.ts`, so that a run page does not load them at first. */
const id = encodeURIComponent;
const below = (path: string, query: string) => `${path}${query && `?${query}`}`;

export const sharePaths = {
  /** POST `shareRequest` makes a link; GET lists them by `source`, `key`, `cursor` and `limit`. */
  shares: (query = '') => below('/api/shares', query),
  /** DELETE revokes the link. */
  share: (shareId: string) => `/api/shares/${id(shareId)}`,
  /** POST `sharePreviewRequest` tells what a link would take out. */
  preview: () => '/api/shares/preview',
  /** Hits that the answer of a preview did not list, from behind as many as `cursor` says. */
  hits: (preview: string, cursor: number) => `/api/shares/preview/${id(preview)}/hits?cursor=${cursor}`,
  /** What the recipient of a link would read, for who made the preview. */
  previewed: (preview: string) => snapshotPaths(`/api/shares/preview/${id(preview)}`, ''),
  /** What the recipient of a link reads. `grant` comes with the page and is needed where views are limited. */
  shared: (token: string, grant: string | null) =>
    snapshotPaths(`/api/shared/${id(token)}`, grant === null ? '' : `grant=${id(grant)}`),
  /** The page of a link. */
  page: (token: string, query = '') => below(`/s/${id(token)}`, query) as `/s/${string}`,
};

/** Addresses of one snapshot, which answer like those of a run; `grant` stands in the query of each. */
function snapshotPaths(root: string, grant: string) {
  const at = (rest: string, query = '') => below(`${root}${rest}`, [query, grant].filter(Boolean).join('&'));
  return {
    /** The run with a page of its steps. */
    trace: (query = '') => at('', query),
    steps: (query = '') => at('/steps', query),
    step: (step: string, query = '') => at(`/steps/${id(step)}`, query),
    stepText: (step: string, query: string) => at(`/steps/${id(step)}/text`, query),
    /** Messages that the run wrote, oldest first; with `of=thread` also what it was asked, and `order=desc` turns them. */
    messages: (query = '') => at('/messages', query),
    /** JSON of the run; `step=` or `message=` names another object. */
    raw: (query = '') => at('/raw', query),
    file: (file: string) => at(`/files/${id(file)}`),
  };
}
