import 'server-only';
import type { Disclosures } from '../../contract/disclosure-params.ts';
import { formatTraceViewParams, parseTraceViewParams, RUN_ROW } from '../../contract/trace-view-params.ts';
import { IN_TEXTS, NO_PLACES, withoutPlaces } from '../../contract/view-place-params.ts';
import { wordsPattern } from '../../domain/log-hits.ts';
import type { Snapshot } from './take-snapshot.ts';

type SharedRun = Pick<Snapshot, 'idOf' | 'files' | 'total' | 'summary' | 'objects'>;

/**
 * The query of a link's page out of that of the run's page: what of the run is in view, with ids as the recipient knows them. Names
 * inside of JSON texts, which may tell something, and places of a replay, which is not shared, are left out; so are images that
 * the link does not show, and, unless nothing was taken out of the run and it says them, words that were looked for, what was
 * opened and folded, and where in its texts it was scrolled, which tells how long and how wide they are.
 */
export function sharedView(view: string, { idOf, files, total, summary, objects }: SharedRun): string {
  const asked = parseTraceViewParams(new URLSearchParams(view));
  const step = asked.step === null || asked.step === RUN_ROW ? asked.step : idOf(asked.step);
  const text = asked.text && { ...asked.text, path: null, hash: null };
  const file = idOf(asked.image ?? '');
  const image = files.some(({ fileId }) => fileId === file) ? file : null;
  const whole = total === 0 && summary.classes.length === 0;
  const finds = whole ? (asked.finds ?? []).filter(({ words }) => says(objects, words)) : [];
  const opened = whole ? saidOf(asked.opened ?? null, objects) : null;
  const { places: all = NO_PLACES } = asked;
  const unzoomed = image === null ? withoutPlaces(all, /^zoom$/) : all;
  const places = whole ? unzoomed : withoutPlaces(unzoomed, IN_TEXTS);
  return formatTraceViewParams({ ...asked, step, text, finds, image, opened, places, replay: null });
}

/** More words of paths than this are not looked for in a run. */
const MOST_WORDS = 40;

/** What is opened and folded, without folds whose paths have a word that the run does not say. Other places are named by us. */
function saidOf(opened: Disclosures | null, objects: SharedRun['objects']): Disclosures {
  const isSaid = (word: string) => objects.some(({ text }) => text.includes(word));
  return new Map(
    [...(opened ?? [])].filter(([name, folds]) => {
      const words = new Set(folds.replaceAll(/\[\d+\]/g, ' ').match(/[\p{L}\p{N}_]+/gu));
      return !/^(tree|path)\./.test(name) || (words.size <= MOST_WORDS && [...words].every(isSaid));
    }),
  );
}

function says(objects: SharedRun['objects'], words: string): boolean {
  const pattern = wordsPattern(JSON.stringify(words).slice(1, -1));
  return objects.some(({ text }) => text.search(pattern) !== -1);
}
