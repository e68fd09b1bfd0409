import { readable } from './text-link-params.ts';

/**
 * What the reader opened and folded below a row, by the name of its place, in names of ours and numbers only:
 * `more=code,results:200,result3.text1:0` are code that is shown whole, 200 results and a folded text, `tree.arguments=-$.lines`
 * folds in a JSON tree, and `path.json.run=$.tools[0]` the row that was chosen in one, which the tree reads itself. Values: empty
 * for all, numbers, or those.
 */
export type Disclosures = ReadonlyMap<string, string>;

const TREE = /^(tree|path)\.[\w.]+$/;
const PLACES = /(?<=^|,)([a-z][\w.]*)(?::([\d.]+))?(?=,|$)/g;
/** Places that stay in view whatever row is selected. */
const STAYS = /^((tree|path)\.)?(turn|json|drawer|aside)\./;

/** Reads an address; null where it says nothing that can be read. */
export function parseDisclosures(query: URLSearchParams): Disclosures | null {
  const found = new Map<string, string>();
  for (const [name, text] of query) {
    if (TREE.test(name)) found.set(name, text);
    if (name === 'more') for (const [, place = '', numbers = ''] of text.matchAll(PLACES)) found.set(place, numbers);
  }
  return found.size === 0 ? null : found;
}

/** The parts of a query that say them. */
export function formatDisclosures(opened: Disclosures | null): string[] {
  const more: string[] = [];
  const trees: string[] = [];
  for (const [name, value] of opened ?? []) {
    if (TREE.test(name)) trees.push(`${name}=${readable(value)}`);
    else more.push(value ? `${name}:${value}` : name);
  }
  return more.length === 0 ? trees : [`more=${more.join(',')}`, ...trees];
}

/** Whether a place belongs to the selected row, and is gone with it. */
export function isOfRow(name: string): boolean {
  return !STAYS.test(name);
}
