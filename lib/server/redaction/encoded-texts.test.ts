import { describe, expect, it } from 'vitest';
import { message, redact, said } from './redaction-fixture.ts';

describe('encoded texts', () => {
  it.each([
    ['base64', Buffer.from('write to ada@example.com').toString('base64'), '[person 1]'],
    ['base64 for addresses', Buffer.from('{"k":"sk-proj-Zx81kQ0aPq77?>"}').toString('base64url'), '[key 1]'],
    ['hexadecimal digits', Buffer.from('sk-proj-Zx81kQ0aPq77').toString('hex'), '[key 1]'],
    ['tags that nobody sees', 'ada@exam\u{e0041}ple.com', '[person 1]'],
    ['Khmer and Mongolian signs that nobody sees', 'sk-pr\u180boj-Zx81\u17b4kQ0aPq77', '[key 1]'],
    ['controls', 'sk-pr\u0001oj-Zx81kQ0aPq77', '[key 1]'],
    ['full-width digits', '\uff14\uff11\uff11\uff11' + '1'.repeat(12), '[card 1]'],
    ['digits of another script', '\u0664' + '\u0661'.repeat(15), '[card 1]'],
    ['mathematical digits', '\u{1d7d2}' + '\u{1d7cf}'.repeat(15), '[card 1]'],
    ['dots and dashes of other kinds', '4111\u20131111\u20141111\u20091111', '[card 1]'],
    ['signs between groups', '4111.1111.1111.1111', '[card 1]'],
    ['a small at sign and a full stop of ideographs', 'ada\ufe6bexample\u3002com', '[person 1]'],
    ['eight digits of Python', 'ada\\U00000040example.com', '[person 1]'],
  ])('%s', async (_what, text, clean) => {
    expect(await said(`see ${text} there`)).toBe(`see ${clean} there`);
  });

  it('in base64 go and stay as a whole', async () => {
    const both = Buffer.from('ada@example.com bob@example.com').toString('base64');
    const { hits } = await redact([message(`${both} ada@example.com`)]);
    expect(hits.map(({ text }) => text)).toEqual([both, 'ada@example.com']);
    const plain = hits.slice(1).map(({ valueId }) => valueId);
    expect(await said(`${both} ada@example.com`, { except: plain })).toBe('[person 1] ada@example.com');
    const whole = hits.slice(0, 1).map(({ id }) => id);
    expect(await said(`${both} ada@example.com`, { except: whole })).toBe(`${both} [person 2]`);
  });

  it('in base64 that are none, or hold nothing, stay', async () => {
    const image = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64');
    for (const text of [
      image,
      Buffer.from('nothing to see here').toString('base64'),
      'a/long/path/of/several/folders',
    ]) {
      expect(await said(text)).toBe(text);
    }
  });

  it.each([
    ['percent-encoded', 'mail=ada%40example.com&x=1'],
    ['encoded twice', 'mail=ada%2540example.com&x=1'],
    ['as a backslash escape', 'x \\u0061da@example\\u002ecom y'],
    ['as entities', 'x ada&#64;example&period;com y'],
    ['split by colours', 'x a\u001b[31mda@exa\u001b[0mmple.com y'],
    ['split by colours that are written out', 'x a\\u001b[31mda@exa\\u001b[0mmple.com y'],
    ['with characters of no width', 'x ada\u200b@exam\u00adple.com y'],
    ['in full width', 'x ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ y'],
  ])('%s', async (_name, text) => {
    const clean = await said(text);
    expect(clean).toContain('[person 1]');
    expect(clean).not.toMatch(/example|exa|ｅｘ/);
  });
});
