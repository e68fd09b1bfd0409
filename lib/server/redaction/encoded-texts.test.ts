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

const SECRET = 'sk-proj-Zx81kQ0aPq77';
const MAIL = 'ada@example.com';
const inLines = (text: string, width: number) => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');

describe('further encodings', () => {
  it.each([
    ['quoted-printable, at sign', 'write to ada=40example.com soon', 'write to [person 1] soon'],
    ['quoted-printable, soft break', 'write to ada@exam=\r\nple.com soon=2E', 'write to [person 1] soon=2E'],
    ['quoted-printable, all', 'x=3D=61=64=61=40=65xample.com y', 'x=3D[person 1] y'],
    ['a key in quoted-printable', `x=3D1 sk-proj-Zx81=\nkQ0aPq77 y`, 'x=3D1 [key 1] y'],
    ['octal escapes', 'x ada\\100example\\056com y', 'x [person 1] y'],
    [
      'hexadecimal bytes with spaces',
      `x ${Buffer.from(MAIL)
        .toString('hex')
        .replace(/..(?!$)/g, '$& ')} y`,
      'x [person 1] y',
    ],
    [
      'hexadecimal bytes with colons',
      `x ${Buffer.from(SECRET)
        .toString('hex')
        .replace(/..(?!$)/g, '$&:')} y`,
      'x [key 1] y',
    ],
    [
      'bytes of a list',
      `x [${Array.from(Buffer.from(MAIL), (b) => `0x${b.toString(16)}`).join(', ')}] y`,
      'x [[person 1]] y',
    ],
    ['UTF-16 in base64', `x ${Buffer.from(`echo ${SECRET}`, 'utf16le').toString('base64')} y`, 'x [key 1] y'],
    [
      'base64 in lines',
      `x\n${inLines(Buffer.from(`${'.'.repeat(50)} ${MAIL} ${'.'.repeat(50)}`).toString('base64'), 76)}\ny`,
      'x\n[person 1]\ny',
    ],
  ])('%s', async (_what, text, clean) => {
    expect(await said(text)).toBe(clean);
  });

  it.each([
    ['Cyrillic letters in a key', 'sk-\u0440roj-Zx81kQ0\u0430Pq77', '[key 1]'],
    ['Cyrillic letters in the name of a secret', 'p\u0430ssw\u043erd: hunter22', 'p\u0430ssw\u043erd: [key 1]'],
    ['Greek letters in a key', 'A\u039aIA\u0399OSFODNN7EXAMPLE'.replace('\u0399', 'I'), '[key 1]'],
    ['Cyrillic letters in an address', '\u0430da@ex\u0430mple.com', '[person 1]'],
  ])('%s', async (_what, text, clean) => {
    expect(await said(`see ${text} there`)).toBe(`see ${clean} there`);
  });

  it('an address of look-alike letters is the same person', async () => {
    expect(await said(`ada@example.com and ada@ex\u0430mple.com`)).toMatch(/^\[person 1\] and \[person [12]\]$/);
  });

  it.each([
    ['at its beginning', 'key: \n  sk-proj-Zx8\n1kQ0aPq77\nend', 'key: \n  [key 1]\nend'],
    ['before what makes it one', 'see\nAKIAIOSF\nODNN7EXAMPLE\nend', 'see\n[key 1]\nend'],
    ['with a backslash', `see\n"ghp_abcdefghij\\\n  klmnopqrst0123456789",\nend`, 'see\n"[key 1]",\nend'],
    [
      'in many lines',
      `see\n${inLines(`eyJhbGciOiJIUzI1NiJ9.${'a1B2'.repeat(40)}.${'c3D4'.repeat(10)}`, 64)}\nend`,
      'see\n[key 1]\nend',
    ],
  ])('a key that line breaks split %s', async (_what, text, clean) => {
    expect(await said(text)).toBe(clean);
  });

  it.each([
    'Привет, мир! Пароль не нужен. Это сорока.',
    'Καλημέρα κόσμε. Οι λύσεις: α, β, γ.',
    'C:\\100\\host.com\\run',
    'MAC 00:1b:44:11:3a:b7 and 61 64 61',
    'a=40 b=41\nc=42',
    'width=40 height=3 x=2D',
    'sk-learn\nnumpy\npandas1',
    'step-1\nstep-2\nstep-3a\n',
    'uuid 123e4567-e89b-12d3-a456-426614174000\nabc123def\n',
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8\nparent a1b2c3\n',
    '[12, 64, 99, 46, 101, 110, 111, 109]',
  ])('%j stays', async (text) => {
    expect(await said(text)).toBe(text);
  });
});
