import 'server-only';
import { type Json, numberOf } from '../../../domain/json.ts';
import { EARLIEST, LATEST, type Milliseconds, ms } from '../../../domain/time.ts';

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,3})\d*)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
const NUMERIC = /^-?\d{1,20}(?:\.\d{1,20})?$/;

/**
 * Reads an instant as any known host writes it: Unix seconds, milliseconds (numbers above 1e12), either of them as a
 * string, or an ISO date with or without time and zone (none means UTC). Null for anything else and for dates outside
 * 1970 to 9999.
 */
export function wireTime(value: Json): Milliseconds | null {
  if (typeof value === 'string') return NUMERIC.test(value) ? fromNumber(Number(value)) : fromIso(value);
  const number = numberOf(value);
  return number === null ? null : fromNumber(number);
}

function fromNumber(value: number): Milliseconds | null {
  return inRange(Math.round(value > 1e12 ? value : value * 1000));
}

function fromIso(text: string): Milliseconds | null {
  const match = ISO.exec(text.slice(0, 64));
  if (!match || text.length > 64) return null;
  const [, date, time = '00:00', fraction = '0', zone = 'Z'] = match;
  const clock = time.length === 5 ? `${time}:00` : time;
  return inRange(Date.parse(`${date}T${clock}.${fraction.padEnd(3, '0')}${zoneOffset(zone)}`));
}

/** `+0200` and `+02` as `+02:00`. */
function zoneOffset(zone: string): string {
  const match = /^([+-]\d\d):?(\d\d)?$/.exec(zone);
  return match ? `${match[1]}:${match[2] ?? '00'}` : 'Z';
}

function inRange(value: number): Milliseconds | null {
  return value >= EARLIEST && value <= LATEST ? ms(value) : null;
}
