import 'server-only';

/** Header in which the proxy tells a page by which method it was asked for; what a client sends there is replaced. */
export const METHOD_HEADER = 'x-runlens-method';

/** Robots that open links to make a preview of them, or to index what they find. */
const ROBOTS =
  /bot\b|bot\/|crawl|spider|slurp|preview|unfurl|embedly|facebookexternalhit|facebookcatalog|whatsapp|slack-|mattermost|zulip|iframely|vkshare|outbrain|tumblr|google-|googleother|feedfetcher|archive\.org/i;

/** Whether a request for the page of a link is somebody who opens it: not HEAD, no robot, nothing fetched ahead. */
export function countsAsView(headers: Headers): boolean {
  if ((headers.get(METHOD_HEADER) ?? 'GET') !== 'GET') return false;
  const purpose = `${headers.get('purpose') ?? ''} ${headers.get('sec-purpose') ?? ''} ${headers.get('x-moz') ?? ''}`;
  if (/prefetch|preview|prerender/i.test(purpose) || headers.has('next-router-prefetch')) return false;
  return !ROBOTS.test(headers.get('user-agent') ?? '');
}
