import { describe, expect, it } from 'vitest';
import { callStep, message, redact } from './redaction-fixture.ts';

const call = (value: unknown) =>
  callStep({ id: 'c1', type: 'function', function: { name: 'f', arguments: JSON.stringify(value), output: null } });

describe('keys that are spread over several fields', () => {
  it.each<[value: unknown, hidden: string[]]>([
    [['sk-proj-', 'Zx81kQ0aPq77'], ['Zx81kQ0aPq77']],
    [{ head: 'sk-', middle: 'proj-Zx81kQ', tail: '0aPq77Bc' }, ['proj-Zx81kQ', '0aPq77Bc']],
    [{ a: { x: 'AKIA' }, b: { x: 'IOSFODNN7EXAMPLE' } }, ['IOSFODNN7EXAMPLE'.slice(0, 16)]],
    [['ghp_abcdefgh01', 'Klmnopqrst23456789'], ['Klmnopqrst23456789']],
  ])('%j', async (value, hidden) => {
    const { objects } = await redact([call(value), message(`again: ${hidden.join(' ')}`)]);
    const text = objects.map((one) => one.text).join();
    for (const part of hidden) expect(text).not.toContain(part);
  });

  it('do not make words of lists into keys', async () => {
    for (const value of [
      ['sk-learn', 'python3', 'numpy2'],
      ['eyJ', 'v1', 'v2'],
      { type: 'npm', name: 'react', version: '19.1.0' },
      ['AKIA', 'is a prefix of', 'IOSFODNN7EXAMPLE'],
      ['step-1', 'Step2Name', 'sk-'],
    ]) {
      const before = call(value);
      const { objects } = await redact([before]);
      expect(JSON.parse(objects[0]?.text ?? '')).toEqual(JSON.parse(before.text));
    }
  });
});
