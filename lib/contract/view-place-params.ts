/**
 * What else of a view stands in the address, each under its name as the part that shows it wrote it; texts of this shape only,
 * so each part still has to read its own: `zoom` of the image viewer (`250@0.31,0.62`), `sheet` of the detail on phones (`open`,
 * `closed`), `top` and `top.…` for what stands at the top of things that were scrolled (`12.1`, `2:35.5`), `left.…` for how far
 * they were scrolled sideways.
 *
 * Dialogs and menus are no part of a view: a link would open them over what it is meant to show, and forms that act must not
 * open by themselves. What was typed into a form that answers a run is kept by the tab instead.
 */
export type ViewPlaces = Readonly<Record<string, string>>;

const NAME = /^(?:zoom|sheet|(?:top|left)(?:\.[a-z0-9]{1,8}){0,3})$/;
const TEXT = /^[a-z0-9.,:@-]{1,40}$/;
/** As many stand in an address. */
const MOST = 16;

/** Names of what was scrolled; inside of what is selected, where other panes stay when that changes; and inside of texts. */
export const SCROLLED = /^(?:top|left)/;
export const INSIDE = /^(?:top|left)\.(?!drawer|aside|outline)/;
export const IN_TEXTS = /^(?:top|left)\..*\d$/;

/** Always the same object, so that what has none does not change with the address. */
export const NO_PLACES: ViewPlaces = {};

/** Reads an address; what cannot be read counts as absent. */
export function parseViewPlaces(query: URLSearchParams): ViewPlaces {
  return placesOf([...query].filter(([name, text]) => NAME.test(name) && TEXT.test(text)));
}

/** The parts of a query that say them, with nothing encoded. */
export function formatViewPlaces(places: ViewPlaces): string[] {
  return Object.entries(places).map(([name, text]) => `${name}=${text}`);
}

/** Without those of such names. */
export function withoutPlaces(places: ViewPlaces, names: RegExp): ViewPlaces {
  return placesOf(Object.entries(places).filter(([name]) => !names.test(name)));
}

/** With more of them, as many as stand in an address. */
export function withPlaces(places: ViewPlaces, more: ViewPlaces): ViewPlaces {
  return placesOf([...Object.entries(places), ...Object.entries(more)]);
}

/** Whether they say where anything was scrolled. */
export function isScrolled(places: ViewPlaces): boolean {
  return Object.keys(places).some((name) => SCROLLED.test(name));
}

function placesOf(entries: [name: string, text: string][]): ViewPlaces {
  return entries.length === 0 ? NO_PLACES : Object.fromEntries(entries.slice(0, MOST));
}
