import 'server-only';
import { fail } from '../../domain/failure.ts';
import { readRunAddress } from './run-address.ts';

/** Runs that one connection may follow, and rows that it may name. */
const MOST_RUNS = 16;
const MOST_ROWS = 100;

interface Place {
  source: string;
  key: string;
}

/** Reads what a connection for events is to carry. Throws `invalid_request` or `invalid_id`. */
export function readFeed(query: URLSearchParams): { runs: Place[]; rows: Place[]; list: boolean } {
  const list = query.get('list') ?? '1';
  if (list !== '0' && list !== '1') fail('invalid_request', '"list" is 0 or 1.');
  return { runs: readPlaces(query, 'run', MOST_RUNS), rows: readPlaces(query, 'row', MOST_ROWS), list: list === '1' };
}

function readPlaces(query: URLSearchParams, name: string, most: number): Place[] {
  const places = new Map(query.getAll(name).map((text) => [text, placeOf(text)]));
  if (places.size > most) fail('invalid_request', `At most ${most} of "${name}" can be asked for at once.`);
  return [...places.values()];
}

function placeOf(text: string): Place {
  const [source = '', key = '', ...more] = text.split('/', 3);
  if (more.length > 0) fail('invalid_id', 'This is not a run. It has the form source/key.');
  return readRunAddress({ source, key });
}
