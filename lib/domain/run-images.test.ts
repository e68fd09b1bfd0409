import { expect, it } from 'vitest';
import { aMessage, aStep, codeCall } from './domain-fixtures.ts';
import { runImages } from './run-images.ts';
import type { ToolCall } from './tool-call.ts';

const drawing = (...files: (string | null)[]): ToolCall => {
  const call = codeCall('plot()', 'log');
  if (call.kind !== 'code_interpreter') return call;
  return { ...call, outputs: [...call.outputs, ...files.map((fileId) => ({ type: 'image' as const, fileId }))] };
};

it('lists the images of code and messages in the order of the steps, each once', () => {
  const message = aMessage({
    id: 'msg_a',
    content: [
      { type: 'image_file', fileId: 'file-b', detail: null },
      { type: 'text', text: { text: 'x' }, annotations: [] },
      { type: 'image_file', fileId: 'file-d', detail: null },
    ],
  });
  const steps = [
    aStep({ id: 's1', calls: [codeCall('1')] }),
    aStep({ id: 's2', calls: [drawing('file-a', null), drawing('file-b')] }),
    aStep({ id: 's3', kind: 'message', messageId: 'msg_a' }),
    aStep({ id: 's4', kind: 'message', messageId: 'msg_unread' }),
  ];
  expect(runImages(steps, new Map([['msg_a', message]]))).toEqual([
    { fileId: 'file-a', label: 'Step 2, image 1 of 2' },
    { fileId: 'file-b', label: 'Step 2, image 2 of 2' },
    { fileId: 'file-d', label: 'Step 3, image' },
  ]);
});

it('lists screenshots that are files of the source', () => {
  const shot = (output: object): ToolCall => ({
    kind: 'other',
    id: 'c',
    type: 'computer_use_preview',
    name: 'computer_use_preview',
    payload: { text: JSON.stringify({ computer_use_preview: { action: { type: 'click' }, output } }) },
    extra: {},
  });
  const steps = [
    aStep({ id: 's1', calls: [shot({ file_id: 'file-a' }), shot({ file_id: '../b' }), shot({ image_url: 'data:' })] }),
    aStep({ id: 's2', calls: [shot({ file_id: 'file-c' })] }),
  ];
  expect(runImages(steps, new Map())).toEqual([
    { fileId: 'file-a', label: 'Step 1, image' },
    { fileId: 'file-c', label: 'Step 2, image' },
  ]);
});

it('numbers no step that was read before those in between', () => {
  const first = aStep({ id: 's1', calls: [drawing('file-a')] });
  const last = aStep({ id: 's900', calls: [drawing('file-y', 'file-z')] });
  expect(runImages([first], new Map(), [last]).map(({ label }) => label)).toEqual([
    'Step 1, image',
    'Image 1 of 2',
    'Image 2 of 2',
  ]);
});
