/** How much faster than it happened a recording may play. */
export const REPLAY_SPEEDS = [1, 2, 4, 8, 16] as const;
export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number];

/** Where a replay stands, as it is in the address: `?replay=12.4&speed=4`. */
export interface ReplayPlace {
  /** From the beginning of the recording (ms). */
  at: number;
  speed: ReplaySpeed;
}

/** Reads an address; null where it names no replay, or none that can be read. */
export function parseReplayPlace(query: URLSearchParams): ReplayPlace | null {
  const text = query.get('replay');
  if (text === null || !/^\d{1,7}(?:\.\d{1,3})?$/.test(text)) return null;
  const speed = REPLAY_SPEEDS.find((one) => String(one) === query.get('speed')) ?? 1;
  return { at: Math.round(Number(text) * 1000), speed };
}

/** Writes it, in seconds; nothing for null. */
export function writeReplayPlace(query: URLSearchParams, place: ReplayPlace | null): void {
  if (place === null) return;
  query.set('replay', String(Math.round(place.at) / 1000));
  if (place.speed !== 1) query.set('speed', String(place.speed));
}
