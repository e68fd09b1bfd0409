import 'server-only';
import { type Found, placesOf } from './found.ts';

const ENDINGS =
  'csv|tsv|xlsx?|xlsm|ods|pdf|docx?|odt|rtf|pptx?|odp|txt|md|log|json|jsonl|ndjson|xml|ya?ml|html?|zip|gz|tgz|tar|7z|rar|' +
  'png|jpe?g|gif|webp|svg|bmp|tiff?|heic|mp3|mp4|wav|m4a|mov|avi|eml|msg|ics|vcf|parquet|feather|pkl|pickle|sqlite|db|sql|ipynb|pem|key|p12|pfx|env|bak|dat';
const NAME = new RegExp(
  `(?<![\\p{L}\\p{N}_.@-])[\\p{L}\\p{N}_][\\p{L}\\p{N}_()+@-]{0,120}(?:\\.[\\p{L}\\p{N}_()+@-]{1,40}){0,4}?\\.(?:${ENDINGS})(?![\\p{L}\\p{N}_])`,
  'giu',
);
const ENDING = /\.[A-Za-z0-9]{1,8}$/;

/** Names of files in a text, by their ending. Names with spaces are found only where they are known. */
export function findFileNames(text: string): Found[] {
  return placesOf(text, NAME).map((one) => ({ ...one, value: one.value.toLowerCase() }));
}

/** `.csv` of a name; empty where it has none. */
export function endingOf(name: string): string {
  return ENDING.exec(name)?.[0].toLowerCase() ?? '';
}
