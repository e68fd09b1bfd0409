import { describe, expect, it } from 'vitest';
import { aRun, aStep, codeCall, functionCall } from './domain-fixtures.ts';
import { fingerprintOf } from './fingerprint.ts';
import { normaliseMessage } from './fingerprint-message.ts';
import type { Run } from './run.ts';

/** Numbers from 0 to below 1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const random = seeded(7);
const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
const digits = (most: number) => String(Math.floor(random() * 10 ** (1 + Math.floor(random() * most))));
const word = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
const HEX = '0123456789abcdef';
const LETTERS = 'abcdefghijABCDEFGHIJ0123456789';

/** Values that differ between failures that are alike, of every kind. */
const VARYING: Record<string, () => string> = {
  number: () => pick([digits(6), `${digits(3)}.${digits(2)}`, '30,000', '1.5']),
  id: () => `${pick(['run', 'thread', 'req', 'call'])}_a1B${word(LETTERS, 12)}`,
  uuid: () => [8, 4, 4, 4, 12].map((length) => word(HEX, length)).join('-'),
  hex: () => `0x${word(HEX, 8)}`,
  date: () =>
    pick([
      `20${10 + Math.floor(random() * 89)}-0${1 + Math.floor(random() * 8)}-11T10:2${Math.floor(random() * 9)}:00Z`,
      '2026-01-31',
    ]),
  path: () => `'/${word('abc', 4)}/${word('xyz', 3)}.${pick(['csv', 'py'])}'`,
  url: () => `https://${word('abc', 5)}.example/${word(LETTERS, 9)}?q=${digits(3)}`,
  wait: () => pick(['340ms', '1.2s', '7m12s', '2 minutes', '45 seconds']),
};

const failed = (message: string | null, more: Partial<Run> = {}) =>
  aRun({ status: 'failed', lastError: { code: 'server_error', message, extra: {} }, ...more });

describe('the fingerprint', () => {
  it('is the same whatever values stand in the message', () => {
    for (const [kind, value] of Object.entries(VARYING)) {
      const seen = new Set<string>();
      for (let i = 0; i < 200; i++)
        seen.add(
          fingerprintOf(failed(`Could not finish ${value()} after asking ${value()}. Try again.`), [])?.hash ?? '',
        );
      expect([kind, seen.size]).toEqual([kind, 1]);
    }
  });

  it('differs with the code, the tool, the words and the kind of end', () => {
    const step = (name: string) => [aStep({ status: 'failed', calls: [functionCall(name)] })];
    const all = [
      fingerprintOf(failed('Too much'), []),
      fingerprintOf(failed('Too little'), []),
      fingerprintOf(
        failed('Too much', { lastError: { code: 'rate_limit_exceeded', message: 'Too much', extra: {} } }),
        [],
      ),
      fingerprintOf(failed('Too much'), step('a')),
      fingerprintOf(failed('Too much'), step('b')),
      fingerprintOf(failed('Too much', { status: 'expired' }), []),
    ].map((found) => found?.hash);
    expect(new Set(all).size).toBe(all.length);
  });

  it('never changes: groups are kept by it', () => {
    expect(
      fingerprintOf(
        failed('Rate limit reached for gpt-4.1 in organization org-A1b2C3 on tokens per min: Limit 30000, Used 29999.'),
        [],
      ),
    ).toEqual({
      hash: expect.stringMatching(/^[0-9a-z]{8,14}$/),
      title: 'Rate limit reached for gpt-… in organization … on tokens per min: Limit …, Used …',
      code: 'server_error',
      tool: null,
      stepId: null,
    });
    expect(fingerprintOf(failed('Sorry, something went wrong.'), [])?.hash).toBe('b4a7uy1o3g64k');
  });

  it('names the first failing step and the call that gave nothing', () => {
    const steps = [
      aStep({ id: 'step_1', calls: [codeCall('1')] }),
      aStep({ id: 'step_2', status: 'failed', calls: [functionCall('done', '{}', 'ok'), functionCall('stuck')] }),
      aStep({ id: 'step_3', status: 'failed', calls: [functionCall('late')] }),
    ];
    expect(fingerprintOf(failed('x'), steps)).toMatchObject({ stepId: 'step_2', tool: 'stuck' });
    const waiting = [aStep({ id: 'step_4', status: 'in_progress', calls: [functionCall('ask')] })];
    expect(fingerprintOf(aRun({ status: 'expired' }), waiting)).toMatchObject({
      stepId: 'step_4',
      tool: 'ask',
      title: 'Expired',
    });
  });

  it.each([
    [failed(null), 'Server error'],
    [failed(null, { lastError: null }), 'Failed without a reason'],
    [failed('42 17'), 'Server error'],
    [failed('x y'.repeat(100)), `${'x y'.repeat(40).slice(0, 119).trimEnd()}…`],
    [aRun({ status: 'incomplete', incompleteReason: 'max_completion_tokens' }), 'Max completion tokens'],
    [aRun({ status: 'incomplete' }), 'Ended incomplete without a reason'],
  ])('%# has a title in plain words', (run, title) => expect(fingerprintOf(run, [])?.title).toBe(title));

  it('is none for runs that did not fail', () => {
    for (const status of ['completed', 'in_progress', 'requires_action', 'cancelled', 'odd']) {
      expect(fingerprintOf(aRun({ status, lastError: { code: 'x', message: 'y', extra: {} } }), [])).toBeNull();
    }
  });
});

describe('a normalised message', () => {
  it('does not change when normalised again, whatever it holds', () => {
    const parts = [
      'a',
      ' ',
      '/',
      '\\',
      '"',
      "'",
      '<n>',
      '<',
      '>',
      '0',
      '9x',
      'ff',
      '_',
      '-',
      ':',
      '.',
      ',',
      'ms',
      '\n',
      'ü',
      '\ud800',
      'https://',
    ];
    for (let i = 0; i < 5000; i++) {
      const message = Array.from({ length: 30 }, () =>
        random() < 0.3 ? pick(Object.values(VARYING))() : pick(parts),
      ).join('');
      const once = normaliseMessage(message);
      expect(normaliseMessage(once)).toBe(once);
      expect(once).not.toMatch(/\d/);
    }
  });

  it('keeps the words', () => {
    expect(
      normaliseMessage("KeyError: 'total' in column 3 of '/mnt/data/a b.csv' (see https://x.example/a?b=1)."),
    ).toBe("KeyError: 'total' in column <n> of <path> (see <url>).");
    expect(normaliseMessage('Please try again in 7m12s. Visit /docs/limits or deadbeef01 at 0x1F')).toBe(
      'Please try again in <time>. Visit <path> or <hex> at <hex>',
    );
  });
});
