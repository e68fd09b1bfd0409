import { Image } from 'lucide';
import { textHead } from '#lib/domain/text-head.ts';
import { Icon } from '../ui/icon.tsx';
import { OutsideLink } from './outside-link.tsx';
import { isImageData } from './safe-url.ts';

/** A picture by address. Only pictures that carry their bytes are drawn: fetching another would tell its server who reads. */
export function ImageUrl({ url }: { url: string | null }) {
  if (url === null) return <p className="text-ink-2">An image without an address.</p>;
  if (isImageData(url)) {
    return (
      <div className="overflow-hidden rounded-card border border-line bg-white">
        <img src={url} alt="Carried by the message itself" decoding="async" className="block h-auto max-w-full" />
      </div>
    );
  }
  return (
    <p className="flex min-w-0 items-baseline gap-2 rounded-card border border-line px-3 py-2 text-meta">
      <Icon of={Image} className="self-center text-ink-3" />
      <span className="min-w-0 wrap-anywhere">
        Image elsewhere, not loaded from here: <OutsideLink url={url}>{textHead(url, 300)}</OutsideLink>
      </span>
    </p>
  );
}
