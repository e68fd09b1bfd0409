/** Paths of the API that settings pages ask, apart from the others because no other page needs them. */
const id = encodeURIComponent;

export const accessPaths = {
  /** POST makes an access token. */
  tokens: () => '/api/tokens',
  /** DELETE revokes it. */
  token: (tokenId: string) => `/api/tokens/${id(tokenId)}`,
  /** DELETE ends all of one's own, or of somebody by `name` and `via`. */
  sessions: (query = '') => `/api/sessions${query && `?${query}`}`,
  users: () => '/api/users',
  /** By `formatAuditParams`, `cursor` and `limit`. */
  audit: (query: string) => `/api/audit?${query}`,
  /** Whether a source answers. */
  reach: (source: string) => `/api/sources/${id(source)}/reach`,
  /** By `formatKnownFilter`, `cursor` and `limit`. */
  knownIds: (source: string, query: string) => `/api/sources/${id(source)}/ids?${query}`,
};
