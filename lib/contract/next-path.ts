const LONGEST = 2_000;

/**
 * Where to go after signing in: a path of this installation with its query, as it was given; `/` for everything else, such as
 * another origin, a backslash, a control character or a leading `//`.
 */
export function readNextPath(given: string | null | undefined): string {
  if (!given || given.length > LONGEST || !given.startsWith('/') || given.startsWith('//')) return '/';
  // oxlint-disable-next-line no-control-regex -- browsers drop or fold these before they read an address
  if (/[\\\u0000-\u0020\u007f-\u009f]/.test(given)) return '/';
  const own = 'http://runlens.invalid';
  if (!URL.canParse(given, own)) return '/';
  const url = new URL(given, own);
  return url.origin === own && !url.pathname.startsWith('//') ? given : '/';
}
