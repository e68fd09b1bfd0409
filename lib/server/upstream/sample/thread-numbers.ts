import 'server-only';

/**
 * Every thread of the sample has a number, made of its UTC day and its place in that day. Threads of the daily schedule
 * take the first places; those of the live slots follow, one row of places for each kind.
 */
export const DAY = 86_400;
export const LIVE_PLACES = 512;
export const FIRST_LIVE_PLACE = 512;
const PLACES = 4096;
/** Files of a thread that can be told apart. */
const FILES = 64;

export function threadNumber(day: number, place: number): number {
  return day * PLACES + place;
}

export function dayAndPlace(number: number): { day: number; place: number } {
  return { day: Math.floor(number / PLACES), place: number % PLACES };
}

export function fileNumber(thread: number, index: number): number {
  return thread * FILES + index;
}

export function threadAndIndex(number: number): { thread: number; index: number } {
  return { thread: Math.floor(number / FILES), index: number % FILES };
}
