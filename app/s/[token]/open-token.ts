import { headers } from 'next/headers';
import { cache } from 'react';
import { countsAsView } from '#lib/server/shares/counts-as-view.ts';
import { type OpenedShare, openSharePage } from '#lib/server/shares/open-share.ts';

/** Opens the link of a page, once for each request for it, however many parts of the page ask. */
export const openToken = cache(
  async (token: string): Promise<OpenedShare> => openSharePage(token, countsAsView(await headers())),
);
