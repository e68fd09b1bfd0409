import { expect, it } from 'vitest';
import { formatTraceViewParams, otherView, parseTraceViewParams } from './trace-view-params.ts';

const round = (text: string) => formatTraceViewParams(parseTraceViewParams(new URLSearchParams(text)));

it('reads and writes every part of what is in view', () => {
  for (const text of [
    '',
    'step=run',
    'step=step_a&call=0&tab=json',
    'view=conversation&step=step_a&call=1&result=3',
    'view=json&step=step_a',
    'step=step_a&tab=timing&drawer=files',
    'view=conversation&open=3.1,5',
    'view=conversation&step=step_a&call=0&open=none',
    'step=step_a&image=file-a1_B',
    'step=step_a&wrap=1&raw=1',
    'step=step_a&fold=3,7&unfold=9&path=$.a',
  ]) {
    expect(round(text), text).toBe(text);
  }
});

it('leaves out defaults and what it cannot read', () => {
  expect(round('view=timeline&tab=rendered&drawer=lifecycle')).toBe('');
  expect(round('view=table&step=a/b&call=-1&result=1e9&tab=x&drawer=x')).toBe('');
  expect(round('open=0,x,1.0,-1&image=')).toBe('');
  expect(round('image=../a')).toBe('');
  expect(round('wrap=0&raw=yes')).toBe('');
  expect(round('result=123456')).toBe('');
  expect(round('fold=0,x,-1&unfold=')).toBe('');
});

it('T leads from the timeline to the conversation and from anywhere else back', () => {
  expect([otherView('timeline'), otherView('conversation'), otherView('json')]).toEqual([
    'conversation',
    'timeline',
    'timeline',
  ]);
});
