import { describe, expect, it } from 'vitest';
import { said } from './redaction-fixture.ts';

describe('addresses whose signs are written as words', () => {
  it.each([
    'ada [at] example.com',
    'ada[at]example.com',
    'ada (at) example (dot) com',
    'ada(at)example.co.uk',
    'ada {at} example {dot} com',
    'ada <at> example <dot> com',
    'ada [ät] example [punkt] de',
    'ada (arroba) example [punto] com',
    'ada [@] example [.] com',
    'ADA [AT] EXAMPLE [DOT] COM',
    'ada at example dot com',
    'ada.lovelace at mail dot example dot org',
    'ada@example dot com',
    'ada @ example.com',
    'ada [at] example dot com',
    'ada_at_example_dot_com',
  ])('%s', async (text) => {
    expect(await said(`write to ${text}, please`)).toBe('write to [person 1], please');
  });

  it('are the same person as the address that is meant', async () => {
    expect(await said('ada@example.com ada [at] example [dot] com and ada at example dot com')).toBe(
      '[person 1] [person 1] and [person 1]',
    );
  });

  it.each([
    'look at the dot product',
    'We met at noon. Come back',
    'hosted at example.com since May',
    'the value at index.html',
    'y = A @ B.T',
    'x = items[at].name',
    'x = items[at] + other.name',
    'call(at) and then go.',
    'polka dot com port',
  ])('%s stays', async (text) => {
    expect(await said(text)).toBe(text);
  });

  it('are found in a time that grows with the text only', async () => {
    const text = 'a at '.repeat(40_000) + 'a_at_b'.repeat(20_000) + 'x.x-'.repeat(20_000) + 'a [at] b.'.repeat(5_000);
    expect((await said(text)).length).toBeGreaterThan(1_000);
    const signs = 'a[at]'.repeat(600_000);
    expect(await said(signs)).toBe(signs);
  });
});
