import type { ReactNode } from 'react';

/** Stands in for `next/link` in unit tests. */
function Link({ prefetch: _prefetch, children, ...rest }: { prefetch?: boolean; href: string; children: ReactNode }) {
  return <a {...rest}>{children}</a>;
}

export const link = { default: Link, useLinkStatus: () => ({ pending: false }) };
