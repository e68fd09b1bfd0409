import { Untrusted } from './bidi.tsx';

/** An address of the web that others wrote, opened elsewhere and telling nothing; only http and https lead anywhere. */
export function WebLink({ address }: { address: string }) {
  const url = URL.parse(address.trim());
  const words = <Untrusted text={address} />;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return words;
  return (
    <a
      href={url.href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline decoration-accent-line underline-offset-2 hover:decoration-accent"
    >
      {words}
    </a>
  );
}
