import { expect, it } from 'vitest';
import { aMessage, aStep, codeCall, functionCall, otherCall, searchCall } from './domain-fixtures.ts';
import { callName, callResult, stepTitle } from './step-title.ts';
import type { ToolCall } from './tool-call.ts';

const titleOf = (...calls: ToolCall[]) => stepTitle(aStep({ calls }));

it('titles steps by what they did', () => {
  expect(titleOf(codeCall('\n# load accounts\nx = 1'))).toEqual({ verb: 'Run Python', subject: 'load accounts' });
  expect(titleOf(searchCall(2))).toEqual({ verb: 'Search files', subject: '' });
  expect(titleOf(functionCall('get_price'))).toEqual({ verb: 'Call function', subject: 'get_price' });
  expect(titleOf(functionCall('a'), functionCall('b'))).toEqual({ verb: 'Call 2 functions', subject: 'a, b' });
  expect(titleOf(codeCall('1'), functionCall('b'))).toEqual({ verb: 'Call 2 tools', subject: 'code_interpreter, b' });
  expect(titleOf(otherCall('telepathy'))).toEqual({ verb: 'Call tool', subject: 'telepathy' });
  expect(titleOf()).toEqual({ verb: 'Call tools', subject: 'no calls yet' });
  expect(stepTitle(aStep({ kind: 'other', type: 'activities' }))).toEqual({
    verb: 'Other step',
    subject: 'activities',
  });
});

it('takes the words of a message that was read', () => {
  const step = aStep({ kind: 'message', messageId: 'msg_a' });
  const text = 'One\n\ntwo '.repeat(60);
  const { subject } = stepTitle(step, aMessage({ content: [{ type: 'text', text: { text }, annotations: [] }] }));
  expect(subject).toHaveLength(120);
  expect(subject.startsWith('One two One')).toBe(true);
  const heading = '# Churn in Q3\n\n## By plan #2';
  const titled = stepTitle(step, aMessage({ content: [{ type: 'text', text: { text: heading }, annotations: [] }] }));
  expect(titled.subject).toBe('Churn in Q3 By plan #2');
  expect(stepTitle(step)).toEqual({ verb: 'Write message', subject: '' });
  // Its run may have ended without it.
  expect(stepTitle({ ...step, status: 'in_progress' })).toEqual({ verb: 'Write message', subject: '' });
});

it('names a function that the source gives no name by its type', () => {
  expect(['', ' \n', 'f'].map((name) => callName(functionCall(name)))).toEqual(['function', 'function', 'f']);
});

it('says in a few words what a call gave', () => {
  expect(callResult(codeCall('1'))).toBe('no output');
  expect(callResult(codeCall('1', 'a\nb\n', 'c'))).toBe('logs, 3 lines');
  expect(callResult(searchCall(1))).toBe('1 result');
  expect(callResult(searchCall(null))).toBe('results not returned');
  expect(callResult(functionCall('f'))).toBe('no output');
  expect(callResult(functionCall('f'), true)).toBe('no output yet');
  expect(callResult(codeCall('1', 'a\n'), true)).toBe('logs, 1 line');
  expect(callResult(functionCall('f', '', ''))).toBe('answered');
});
