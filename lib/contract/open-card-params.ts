/** A card of the conversation that is open: the number of its step from 1, and the place of its call from 0; null for the step itself. */
export interface OpenCard {
  step: number;
  call: number | null;
}

/** The newest of them stand in an address. */
const MOST_CARDS = 32;
const CARD = /^([1-9]\d{0,5})(?:\.([1-9]\d{0,4}))?$/;
const NONE = 'none';

/** Reads `open=3.1,5`: the first call of step 3, and step 5. Null where it says nothing that can be read; empty for `open=none`. */
export function parseOpenCards(query: URLSearchParams): readonly OpenCard[] | null {
  const text = query.get('open') ?? '';
  if (text === NONE) return [];
  const cards = text.split(',', MOST_CARDS).flatMap((one) => {
    const [, step, call] = CARD.exec(one) ?? [];
    return step === undefined ? [] : [{ step: Number(step), call: call === undefined ? null : Number(call) - 1 }];
  });
  return cards.length === 0 ? null : cards;
}

/** The part of a query that says them; nothing for null. */
export function formatOpenCards(cards: readonly OpenCard[] | null): string[] {
  if (cards === null) return [];
  const newest = cards.slice(-MOST_CARDS).map(({ step, call }) => (call === null ? `${step}` : `${step}.${call + 1}`));
  return [`open=${newest.length === 0 ? NONE : newest.join(',')}`];
}
