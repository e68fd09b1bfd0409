import { isId } from '../domain/ids.ts';

/** Reads which message of a thread an address wants to be shown, `?message=msg_abc`; null where it names none. */
export function parseWantedMessage(query: URLSearchParams): string | null {
  const id = query.get('message');
  return id !== null && isId(id) ? id : null;
}

/** Writes it as a query; empty where there is none. */
export function formatWantedMessage(id: string | null): string {
  return id === null ? '' : new URLSearchParams({ message: id }).toString();
}
