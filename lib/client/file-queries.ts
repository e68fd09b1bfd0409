import { queryOptions } from '@tanstack/react-query';
import { fetchHead } from './fetch-json.ts';
import { makeSlots } from './slots.ts';

/** What a source says of a file without sending it. */
export interface FileHead {
  /** Null where the source gave the id in place of a name. */
  name: string | null;
  bytes: number | null;
}

const slots = makeSlots(2);

/**
 * Name and size of a file, from the headers of its address; null where the source no longer has it or does not give it
 * out. At most two are read at a time, each once.
 */
export function fileHeadQuery(fileUrl: (file: string) => string, file: string) {
  const url = fileUrl(file);
  return queryOptions<FileHead | null>({
    queryKey: ['trace-file', url],
    queryFn: ({ signal }) => slots(() => readHead(url, file, signal), signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

async function readHead(url: string, file: string, signal: AbortSignal): Promise<FileHead | null> {
  const headers = await fetchHead(url, signal);
  if (headers === null) return null;
  const name = nameOf(headers.get('content-disposition') ?? '');
  const bytes = Number(headers.get('x-file-bytes') ?? Number.NaN);
  return { name: name === file ? null : name, bytes: Number.isSafeInteger(bytes) ? bytes : null };
}

/** The name of a `Content-Disposition` that our own server wrote: `filename*=UTF-8''…`. */
function nameOf(disposition: string): string | null {
  const encoded = /filename\*=UTF-8''([^;]*)/.exec(disposition)?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded) || null;
  } catch {
    return null;
  }
}
