import 'server-only';
import { writeExactJson } from '../../domain/exact-json.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import type { Message } from '../../domain/message.ts';
import type { Run } from '../../domain/run.ts';
import type { Step } from '../../domain/step.ts';
import type { Thread } from '../../domain/thread.ts';
import { callPlaces } from './call-places.ts';
import type { Place } from './place.ts';

const NO_STEP = { step: null, stepNumber: null, call: null, path: null } as const;

/** Texts of the run itself. */
export function runPlaces(run: Run): Place[] {
  const { lastError, metadata, instructions } = run;
  const about = [run.id, run.threadId, run.assistantId, run.assistantName, run.model, run.incompleteReason];
  const of = (place: string, text: string, view: Place['view'] = {}): Place => {
    return { ...NO_STEP, place, text, form: 'plain', view: { step: 'run', ...view } };
  };
  const pending = run.requiredAction?.calls ?? [];
  return [
    of('Error', words(lastError?.code, lastError?.message)),
    minor(of('Instructions', instructions?.text ?? '', { drawer: 'instructions' })),
    minor(of('Metadata', jsonWords(metadata), { drawer: 'metadata' })),
    minor(of('Tools', words(...toolNames(run)), { drawer: 'tools' })),
    ...pending.map((call) => of('Waiting call', words(call.id, call.name, call.arguments?.text))),
    minor(of('Run', words(...about), { drawer: 'ids' })),
  ];
}

/** Names of the functions that a run was given. */
function toolNames({ tools }: Run): string[] {
  return tools.flatMap(({ function: definition }) =>
    isJsonObject(definition) && typeof definition.name === 'string' ? definition.name : [],
  );
}

/** Texts of a message; `writer` is the step that wrote it. */
export function messagePlaces(message: Message, writer: { id: string; number: number } | null): Place[] {
  const base = writer === null ? NO_STEP : { ...NO_STEP, step: writer.id, stepNumber: writer.number };
  const view: Place['view'] = writer === null ? { view: 'conversation' } : { step: writer.id };
  const who = `Message of the ${message.role}`;
  const of = (place: string, text: string): Place => ({ ...base, place, text, form: 'plain', view });
  const said = message.content.flatMap((part) => {
    if (part.type === 'refusal') return [of('Refusal', part.refusal.text)];
    if (part.type === 'other') return [of(who, part.payload.text)];
    if (part.type === 'image_url') return [of('Image', part.url?.slice(0, 2000) ?? '')];
    if (part.type !== 'text') return [];
    const cited = part.annotations.map(({ quote, url, title }) => of('Citation', words(title, quote, url)));
    return [of(who, part.text.text), ...cited];
  });
  return [...said, minor(of('Metadata', jsonWords(message.metadata))), minor(of('ID', message.id))];
}

/** Texts of a thread itself. */
export function threadPlaces({ id, metadata, extra }: Thread): Place[] {
  const of = (place: string, text: string): Place => ({ ...NO_STEP, place, text, form: 'plain', view: {} });
  const more = Object.keys(extra).length === 0 ? '' : jsonWords(extra);
  return [of('Metadata', jsonWords(metadata)), of('Thread', more), minor(of('ID', id))];
}

/** Texts of a step and its calls. Numbers count from 1. */
export function stepPlaces(step: Step, number: number): Place[] {
  const base = { step: step.id, stepNumber: number, call: null };
  const of = (place: string, text: string, more: Partial<Place> = {}): Place => {
    return { ...base, place, text, path: null, form: 'plain', view: { step: step.id }, ...more };
  };
  return [
    of('Error', words(step.lastError?.code, step.lastError?.message)),
    of('Details', step.detail?.text ?? '', { path: 'detail', form: step.type === 'activities' ? 'plain' : 'json' }),
    ...step.calls.flatMap((call, at) => callPlaces(call, { step, number, at })),
    minor(of('Metadata', jsonWords(step.metadata))),
    minor(of('ID', words(step.id, step.messageId))),
  ];
}

function minor(place: Place): Place {
  return { ...place, minor: true };
}

function words(...some: (string | null | undefined)[]): string {
  return some.filter(Boolean).join(' ');
}

function jsonWords(value: Json): string {
  return value === null ? '' : writeExactJson(value).replace(/[{}[\]"]/g, ' ');
}
