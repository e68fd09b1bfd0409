import 'server-only';
import { writeExactJson } from '../../domain/exact-json.ts';
import type { Step } from '../../domain/step.ts';
import { callName } from '../../domain/step-title.ts';
import type { TextLink } from '../../domain/text-link.ts';
import type { CodeOutput, ToolCall } from '../../domain/tool-call.ts';
import { toolVerb } from '../../domain/tool-words.ts';
import type { Place } from './place.ts';

/** The step of a call with its number from 1, and the call's place in it from 0. */
interface CallAddress {
  step: Step;
  number: number;
  at: number;
}

/** Texts of one call. A link names the text that it means, but for the first one that can be meant. */
export function callPlaces(call: ToolCall, { step, number, at }: CallAddress): Place[] {
  const alone = step.calls.length === 1;
  const selected = { step: step.id, call: alone ? null : at };
  const of = (place: string, text: string | null | undefined, more: Partial<Place> = {}): Place => {
    const base = { step: step.id, stepNumber: number, call: at, path: null, form: 'plain' as const };
    return { ...base, place, text: text ?? '', view: selected, ...more };
  };
  const json = (out: string | null, path: string): Partial<Place> => {
    return { form: 'json', path: `calls.${at}.${path}`, view: { ...selected, text: linkTo(out) } };
  };
  const ids = of('Call', [call.id, call.type, callName(call)].filter(Boolean).join(' '), { minor: true });
  switch (call.kind) {
    case 'code_interpreter': {
      const first = call.outputs.findIndex((output) => output.type !== 'image');
      const outputs = call.outputs.map((output, i): Place => {
        const out = i === first ? null : String(i);
        const name = nameOf(output, i, call.outputs.length);
        if (output.type === 'image') return of(name, output.fileId);
        if (output.type === 'other') return of(name, output.payload.text, json(out, `outputs.${i}.payload`));
        return of(name, output.logs.text, { ...json(out, `outputs.${i}.logs`), form: 'log' });
      });
      return [...outputs, of('Code', call.input?.text, { path: `calls.${at}.input` }), ids];
    }
    case 'file_search': {
      const results = (call.results ?? []).flatMap((result, i) => {
        const name = `Result ${i + 1}${result.fileName === null ? '' : `, ${result.fileName}`}`;
        const view = { ...selected, result: i };
        const about = [result.fileName, result.fileId, result.attributes && writeExactJson(result.attributes)];
        const chunks = (result.content ?? []).map(({ text }, part) =>
          of(name, text, { path: `calls.${at}.results.${i}.content.${part}`, view }),
        );
        return [...chunks, of(name, about.filter(Boolean).join(' '), { view })];
      });
      return [of('Query', call.queries.join('\n')), ...results, ids];
    }
    case 'function':
      return [
        of('Output', call.output?.text, json('output', 'output')),
        of('Arguments', call.arguments?.text, json(null, 'arguments')),
        ids,
      ];
    case 'other': {
      // Tools with a view of their own name their parts themselves; the rest is shown as one JSON text.
      const whole = toolVerb(call.type) === null ? json(null, 'payload') : { path: `calls.${at}.payload` };
      return [of('Content', call.payload.text, { form: 'json', ...whole }), ids];
    }
  }
}

function nameOf(output: CodeOutput, at: number, of: number): string {
  const name = { logs: 'Logs', image: 'Image', other: 'Output' }[output.type];
  return of === 1 ? name : `${name} ${at + 1} of ${of}`;
}

function linkTo(out: string | null): TextLink {
  return { out, line: null, hash: null, path: null };
}
