/** The address when it may be a link (http, https and mailto only), else null. */
export function safeUrl(url: string): string | null {
  const known = URL.parse(url.trim());
  return known && ['http:', 'https:', 'mailto:'].includes(known.protocol) ? known.href : null;
}

/** Whether an address carries a picture itself, of a kind that cannot hold scripts. */
export function isImageData(url: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$/i.test(url);
}
