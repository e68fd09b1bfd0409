import 'server-only';
import { formatTraceViewParams, parseTraceViewParams, RUN_ROW } from '../../contract/trace-view-params.ts';
import { NO_PLACES, withoutPlaces } from '../../contract/view-place-params.ts';
import { wordsPattern } from '../../domain/log-hits.ts';
import type { Snapshot } from './take-snapshot.ts';

type SharedRun = Pick<Snapshot, 'idOf' | 'files' | 'total' | 'summary' | 'objects'>;

/**
 * The query of a link's page out of that of the run's page: what of the run is in view, with ids as the recipient knows them. Names
 * inside of JSON texts, which may tell something, and places of a replay, which is not shared, are left out; so are images that
 * the link does not show, and words that were looked for, unless nothing was taken out of the run and it says them.
 */
export function sharedView(view: string, { idOf, files, total, summary, objects }: SharedRun): string {
  const asked = parseTraceViewParams(new URLSearchParams(view));
  const step = asked.step === null || asked.step === RUN_ROW ? asked.step : idOf(asked.step);
  const text = asked.text && { ...asked.text, path: null, hash: null };
  const file = idOf(asked.image ?? '');
  const image = files.some(({ fileId }) => fileId === file) ? file : null;
  const whole = total === 0 && summary.classes.length === 0;
  const finds = whole ? (asked.finds ?? []).filter(({ words }) => says(objects, words)) : [];
  const { places = NO_PLACES } = asked;
  return formatTraceViewParams({
    ...asked,
    step,
    text,
    finds,
    image,
    replay: null,
    places: image === null ? withoutPlaces(places, 'zoom') : places,
  });
}

function says(objects: SharedRun['objects'], words: string): boolean {
  const pattern = wordsPattern(JSON.stringify(words).slice(1, -1));
  return objects.some(({ text }) => text.search(pattern) !== -1);
}
