import { expect, it } from 'vitest';
import { aMessage, aRun, aStep, searchCall } from './domain-fixtures.ts';
import type { Annotation, Message } from './message.ts';
import { countFiles, originOf, runFiles, searchedNames, timesCited } from './run-files.ts';
import type { ToolCall } from './tool-call.ts';

const mark = (type: string, fileId: string): Annotation => ({
  type,
  fileId,
  text: null,
  start: null,
  end: null,
  quote: null,
  url: null,
  title: null,
  extra: {},
});

const answer: Message = aMessage({
  id: 'msg_answer',
  content: [
    {
      type: 'text',
      text: { text: 'x' },
      annotations: [
        mark('file_citation', 'file-pdf'),
        mark('file_citation', 'file-pdf'),
        mark('file_path', 'file-csv'),
      ],
    },
    { type: 'image_file', fileId: 'file-png', detail: null },
  ],
});
const question = aMessage({
  id: 'msg_question',
  role: 'user',
  attachments: [
    { fileId: 'file-pdf', tools: ['file_search'] },
    { fileId: null, tools: [] },
  ],
});
const chart: ToolCall = {
  id: 'call_a',
  kind: 'code_interpreter',
  type: 'code_interpreter',
  input: null,
  outputs: [
    { type: 'image', fileId: 'file-png' },
    { type: 'image', fileId: null },
  ],
  extra: {},
};
const search = searchCall(2);
if (search.kind === 'file_search' && search.results?.[0]) {
  search.results[0] = { ...search.results[0], fileId: 'file-pdf', fileName: 'churn.pdf' };
}
const steps = [aStep({ id: 'step_a', calls: [search] }), aStep({ id: 'step_b', calls: [chart] })];
const run = aRun({ fileIds: ['file-v1'], toolResources: { code_interpreter: { file_ids: ['file-in', 7] } } });

it('finds every file once, with the places where it occurs', () => {
  const files = runFiles(run, steps, [question, answer]);
  expect(files.map((file) => [file.id, file.name, file.places.map((p) => `${p.role} ${p.id} ${p.times}`)])).toEqual([
    ['file-v1', null, ['given run_a 1']],
    ['file-in', null, ['given run_a 1']],
    ['file-pdf', 'churn.pdf', ['attached msg_question 1', 'found step_a 1', 'cited msg_answer 2']],
    ['file-1', null, ['found step_a 1']],
    ['file-png', null, ['made step_b 1', 'shown msg_answer 1']],
    ['file-csv', null, ['made msg_answer 1']],
  ]);
});

it('counts them without their places', () => {
  expect(countFiles(run, steps, [question, answer])).toBe(runFiles(run, steps, [question, answer]).length);
  expect(countFiles(aRun(), [], [])).toBe(0);
});

it('says where a file came from only where that is known', () => {
  const files = new Map(runFiles(run, steps, [question, answer]).map((file) => [file.id, file]));
  const origin = (id: string) => originOf(files.get(id) ?? { id, name: null, places: [] });
  expect(['file-v1', 'file-pdf', 'file-png', 'file-csv', 'file-1'].map(origin)).toEqual([
    'uploaded',
    'uploaded',
    'made',
    'made',
    null,
  ]);
  expect(timesCited(files.get('file-pdf') ?? { id: '', name: null, places: [] })).toBe(2);
});

it('reads names from search results only', () => {
  expect([...searchedNames(steps)]).toEqual([['file-pdf', 'churn.pdf']]);
});
