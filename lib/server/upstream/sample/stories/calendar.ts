import 'server-only';
import { DAY } from '../thread-numbers.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2026-11-21` of a UTC day counted from 1970, `days` later. */
export function isoDay(day: number, days = 0): string {
  return new Date((day + days) * DAY * 1000).toISOString().slice(0, 10);
}

/** The calendar month that lies `back` months before a day: its name, `2026-10`, and how many days it has. */
export function month(day: number, back = 1): { name: string; iso: string; days: number } {
  const date = new Date(day * DAY * 1000);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1));
  const name = MONTHS[first.getUTCMonth()] ?? '';
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return { name, iso: first.toISOString().slice(0, 7), days };
}

/** `$1,234.50` of cents. */
export function dollars(cents: number): string {
  return (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
}
