import { describe, expect, it } from 'vitest';
import { aStep, codeCall, functionCall, searchCall } from './domain-fixtures.ts';
import { isTextPath, textAt } from './text-path.ts';

const step = aStep({
  calls: [codeCall('print(1)', 'first', 'second'), functionCall('f', '{"a":1}', 'done'), searchCall(2)],
  detail: { text: 'odd' },
});

describe('textAt', () => {
  it('finds every long text of a step by its place', () => {
    const texts = ['calls.0.input', 'calls.0.outputs.1.logs', 'calls.1.arguments', 'calls.1.output', 'detail'].map(
      (path) => textAt(step, path)?.text,
    );
    expect(texts).toEqual(['print(1)', 'second', '{"a":1}', 'done', 'odd']);
    expect(textAt(step, 'calls.2.results.1.content.0')).not.toBeNull();
  });

  it('finds nothing where there is no text', () => {
    for (const path of [
      'calls.9.input',
      'calls.0.outputs',
      'calls.0.kind',
      'calls.0.outputs.1.logs.text',
      'calls.0.id',
    ]) {
      expect(textAt(step, path), path).toBeNull();
    }
    expect(textAt(aStep(), 'detail')).toBeNull();
    expect(textAt(step, 'calls.0.constructor')).toBeNull();
    expect(textAt(step, 'calls.0.outputs.length')).toBeNull();
  });
});

it('knows a path by its form', () => {
  for (const path of ['detail', 'calls.0.input', 'calls.12.outputs.3.logs', 'calls.0.results.2.content.0']) {
    expect(isTextPath(path), path).toBe(true);
  }
  for (const path of [
    '',
    'calls',
    'calls.0',
    'calls.01.input',
    'calls.-1.input',
    'calls.0.__proto__',
    'calls.0.in-put',
    'calls.0..input',
    'calls.0.input.',
    'detail.text',
    'id',
    'calls.123456.input',
    'calls.0.a.b.c.d.e.f',
    'calls.0.input\n',
    `calls.0.${'a'.repeat(30)}`,
  ]) {
    expect(isTextPath(path), path).toBe(false);
  }
});
