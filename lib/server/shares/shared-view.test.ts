import { expect, it } from 'vitest';
import type { RedactionClass } from '../../domain/redaction.ts';
import { sharedView } from './shared-view.ts';

const wire = (text: string) => ({ kind: 'step' as const, id: 'x', threadId: null, runId: null, createdAt: null, text });

/** A run that says `Mail "Ada" (now)` and shows one image; `total` hits and `classes` were taken out of it. */
function shared(view: string, total = 0, classes: RedactionClass[] = []): string {
  const ids = new Map([
    ['step_1', 'step_a'],
    ['file_1', 'file_a'],
  ]);
  return sharedView(view, {
    idOf: (id) => ids.get(id) ?? id,
    files: [{ fileId: 'file_a', bytes: new Uint8Array() }],
    total,
    summary: { counts: {}, classes, values: 0 },
    objects: [wire('{}'), wire(JSON.stringify({ text: 'Mail "Ada" (now)' }))],
  });
}

it('has ids as the recipient knows them, and neither paths nor hashes', () => {
  expect(shared('step=step_1&line=3&hash=abc&path=$.a&replay=3')).toBe('step=step_a&line=3');
});

it('keeps words that were looked for where the link says them', () => {
  expect(shared('step=step_1&find=mail+%22ada%22&hit=2')).toBe('step=step_a&find=mail+%22ada%22&hit=2');
  expect(shared('find=(NOW)&find.1=Grace&find.2=.*')).toBe('find=%28NOW%29');
  expect(shared('find.turn.3.1=Ada&find.turn.4=Grace')).toBe('find.turn.3.1=Ada');
});

it('names no words where anything was taken out', () => {
  expect(shared('step=step_1&find=Mail&find.turn.3.1=Ada', 1)).toBe('step=step_a');
  expect(shared('step=step_1&find=Mail', 0, ['images'])).toBe('step=step_a');
});

it('opens and folds what the run says, where nothing was taken out', () => {
  const view =
    'step=step_1&more=code,drawer.files:60&tree.arguments=-$.text[0]&tree.output=$["Grace"]&tree.0=-$.text["4111"]';
  expect(shared(view)).toBe('step=step_a&more=code,drawer.files:60&tree.arguments=-$.text[0]');
  expect(shared('path.json.run=$.text&path.output=$.Grace')).toBe('path.json.run=$.text');
  expect(shared('path.json.run=$.text', 1)).toBe('');
  expect(shared(view, 1)).toBe('step=step_a');
  expect(shared(view, 0, ['arguments'])).toBe('step=step_a');
});

it('looks for no more words of folds than are read', () => {
  const many = Array.from({ length: 41 }, (_, i) => `-$.text["Mail${i}"]`).join();
  expect(shared(`tree.arguments=${many}`)).toBe('');
});

it('opens with an image that the link shows, and with no other', () => {
  expect(shared('step=step_1&image=file_1', 3)).toBe('step=step_a&image=file_a');
  expect(shared('step=step_1&image=file_9')).toBe('step=step_a');
});

it('stands where it was scrolled to, and says of no image how it was zoomed that is not there', () => {
  expect(shared('step=step_1&sheet=open&top=3.1&top.1=120')).toBe('step=step_a&sheet=open&top=3.1&top.1=120');
  expect(shared('step=step_1&image=file_1&zoom=250@0.3,0.6')).toBe('step=step_a&image=file_a&zoom=250@0.3,0.6');
  expect(shared('step=step_1&image=file_9&zoom=250@0.3,0.6')).toBe('step=step_a');
});

it('says nothing of how long and wide texts are where anything was taken out', () => {
  const view = 'view=conversation&top=3.1&top.detail=2&top.aside=1:20&top.12.1=120&left.12.1=320';
  expect(shared(view)).toBe(view);
  expect(shared(view, 1)).toBe('view=conversation&top=3.1&top.detail=2&top.aside=1:20');
  expect(shared('top.1=120&left.1=9&top.drawer.1=8', 0, ['logs'])).toBe('');
});
