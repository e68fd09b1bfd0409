import Link from 'next/link';
import { routes } from '#lib/contract/routes.ts';

const LOOK = 'flex h-7 flex-none pointer-coarse:h-11 items-center gap-2 text-[14px] font-semibold tracking-[-0.015em]';

/** Mark and name; leads to the runs. */
export function Brand() {
  return (
    <Link href={routes.runs()} prefetch={false} className={LOOK}>
      <Mark />
    </Link>
  );
}

/** The same for readers to whom nothing else is open. */
export function PlainBrand() {
  return (
    <span className={LOOK}>
      <Mark />
    </span>
  );
}

function Mark() {
  return (
    <>
      <svg viewBox="0 0 20 20" aria-hidden focusable={false} className="size-5 flex-none">
        <circle cx="8.6" cy="8.6" r="6.6" fill="none" stroke="currentColor" strokeWidth="1.8" />
        <path d="m13.6 13.6 4 4" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
        <path d="M5.4 7.1h4.2M7.4 10.1h4.4" stroke="var(--color-accent)" strokeWidth="1.9" strokeLinecap="round" />
      </svg>
      Runlens
    </>
  );
}
