import { describe, expect, it } from 'vitest';
import { aMessage, aRun, aStep, codeCall, functionCall } from '../../domain/domain-fixtures.ts';
import { longText } from '../../domain/long-text.ts';
import { runFiles } from '../../domain/run-files.ts';
import { parseTerms } from '../../domain/text-search.ts';
import type { ToolCall } from '../../domain/tool-call.ts';
import { filePlace, RunFilesFound } from './file-places.ts';
import { findHits } from './find-hits.ts';
import type { Place } from './place.ts';
import { messagePlaces, runPlaces, stepPlaces } from './run-places.ts';

const run = { source: 'prod', key: 'thread_a.run_a' };
const hitsIn = (places: readonly Place[], search: string) =>
  places.flatMap((place) => findHits(place, parseTerms(search))).map((hit) => hit.write(run));
const marked = (hit: { snippet: { text: string; marked: boolean }[] } | undefined) =>
  hit?.snippet.map(({ text, marked: on }) => (on ? `[${text}]` : text)).join('');

describe('hits in a step', () => {
  it('name the line of a log as the log view counts it, colours and redrawn lines included', () => {
    const log = 'start\r\nprogress 1\rprogress 2\n\u001b[31mError\u001b[0m: no such file\n';
    const [hit, ...others] = hitsIn(stepPlaces(aStep({ id: 'step_x', calls: [codeCall('1', log)] }), 4), 'error');
    expect(others).toEqual([]);
    expect(hit).toMatchObject({ step: 'step_x', stepNumber: 4, call: 0, place: 'Logs', line: 4 });
    expect(hit?.path).toBe('calls.0.outputs.0.logs');
    expect(marked(hit)).toBe('[Error]: no such file');
    expect(hit?.href).toBe('/runs/prod/thread_a.run_a?step=step_x&line=4');
  });

  it('give one hit a line, with all words that stand there', () => {
    const log = 'disk a disk b\nnothing\nnode disk';
    const found = hitsIn(stepPlaces(aStep({ calls: [codeCall('1', log)] }), 1), 'disk node');
    expect(found.map((hit) => [hit.line, marked(hit)])).toEqual([
      [1, '[disk] a [disk] b'],
      [3, '[node] [disk]'],
    ]);
  });

  it('lead to the second output of the second call', () => {
    const second: ToolCall = { ...codeCall('2', 'one'), kind: 'code_interpreter' } as ToolCall;
    if (second.kind !== 'code_interpreter') throw new Error('not code');
    second.outputs.push({ type: 'logs', logs: longText('a\nneedle') });
    const [hit] = hitsIn(stepPlaces(aStep({ calls: [functionCall('f'), second] }), 2), 'needle');
    expect(hit).toMatchObject({ call: 1, place: 'Logs 2 of 2', line: 2 });
    expect(hit?.href).toMatch(/\?step=step_a&call=1&line=2&out=1$/);
  });

  it('name the place in a JSON text, decoded, and fall back to the text where it is none', () => {
    const json = '{"items":[{"odd key":"Z\\u00fcrich\\nHB"}],"zurich":1}';
    const call: ToolCall = { ...functionCall('f'), output: longText(json) } as ToolCall;
    const found = hitsIn(stepPlaces(aStep({ calls: [call] }), 1), 'zurich');
    expect(found.map((hit) => [hit.place, marked(hit), decodeURIComponent(hit.href.split('path=')[1] ?? '')])).toEqual([
      ['Output', 'odd key: [Zürich] HB', '$.items[0]["odd key"]'],
      ['Output', '[zurich]: 1', '$.zurich'],
    ]);
    expect(found[0]?.href).toContain('out=output');
    const broken: ToolCall = { ...functionCall('f'), arguments: longText('{"city":"Zürich') } as ToolCall;
    const [hit] = hitsIn(stepPlaces(aStep({ calls: [broken] }), 1), 'zurich');
    expect([hit?.place, marked(hit), hit?.href.includes('path=')]).toEqual(['Arguments', '{"city":"[Zürich]', false]);
  });

  it('see through the colours of an output that is no log', () => {
    const call: ToolCall = {
      ...functionCall('f'),
      output: longText('all \u001b[31mneedles\u001b[0m gone'),
    } as ToolCall;
    const [hit] = hitsIn(stepPlaces(aStep({ calls: [call] }), 1), 'needles');
    expect(marked(hit)).toBe('all [needles] gone');
  });

  it('open the result of a file search', () => {
    const call: ToolCall = {
      kind: 'file_search',
      id: 'call_1',
      type: 'file_search',
      extra: {},
      ranker: null,
      scoreThreshold: null,
      queries: [],
      results: ['first', 'second with a needle'].map((text, i) => ({
        fileId: `file-${i}`,
        fileName: 'terms.pdf',
        score: 0.5,
        content: [longText(text)],
        attributes: null,
        extra: {},
      })),
    };
    const [hit] = hitsIn(stepPlaces(aStep({ calls: [call] }), 1), 'needle');
    expect(hit).toMatchObject({ place: 'Result 2, terms.pdf', path: 'calls.0.results.1.content.0' });
    expect(hit?.href).toContain('result=1');
  });
});

it('hits in messages and in the run open what shows them', () => {
  const message = aMessage({
    role: 'user',
    content: [{ type: 'text', text: longText('Where is the needle?'), annotations: [] }],
  });
  const [asked] = hitsIn(messagePlaces(message, null), 'needle');
  expect(asked).toMatchObject({ step: null, place: 'Message of the user' });
  expect(asked?.href).toContain('view=conversation');
  const [answered] = hitsIn(messagePlaces(message, { id: 'step_m', number: 3 }), 'needle');
  expect(answered).toMatchObject({ step: 'step_m', stepNumber: 3 });
  const failed = aRun({
    instructions: longText('Find the needle.'),
    lastError: { code: 'server_error', message: 'Needle lost.', extra: {} },
    metadata: { needle: 'yes' },
  });
  expect(
    hitsIn(runPlaces(failed), 'needle').map(({ place, href }) => [place, href.split('?')[1]?.split('&words')[0]]),
  ).toEqual([
    ['Error', 'step=run'],
    ['Instructions', 'step=run&drawer=instructions'],
    ['Metadata', 'step=run&drawer=metadata'],
  ]);
});

describe('names of files', () => {
  const image = codeCall('plot()', 'done');
  if (image.kind === 'code_interpreter') image.outputs.push({ type: 'image', fileId: 'file-chart' });
  const step = aStep({ id: 'step_p', calls: [image] });
  const question = aMessage({ role: 'user', attachments: [{ fileId: 'file-upload', tools: [] }] });
  const info = (id: string, name: string) => ({ id, name, bytes: null, purpose: null, createdAt: null });

  it('lead to the files of the run, and to the step that shows one', () => {
    const files = new RunFilesFound();
    files.add(runFiles(aRun({}), [], [question]));
    files.add(runFiles(aRun({}), [step], []));
    const [upload, chart] = files.list();
    expect([upload?.id, chart?.step]).toEqual(['file-upload', 'step_p']);
    if (!upload || !chart) throw new Error('no files');
    const [named] = hitsIn([filePlace(upload, info('file-upload', 'churn_needle.pdf'))], 'needle');
    expect([named?.place, marked(named)]).toEqual(['File', 'churn_[needle].pdf file-upload']);
    expect(named?.href).toBe(
      '/runs/prod/thread_a.run_a?step=run&drawer=files&words=needle&near=churn_needle.pdf+file-upload',
    );
    const [shown] = hitsIn([filePlace(chart, null)], 'file-chart');
    expect(shown?.href).toBe('/runs/prod/thread_a.run_a?step=step_p&drawer=files&words=file-chart');
  });
});
