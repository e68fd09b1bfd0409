import { afterEach, expect, it } from 'vitest';
import { forgetSecret, knowSecret, redactMessage, redactSecrets } from './redact-secrets.ts';

const KEY = 'Az+9/k<ey>\'with"odd=parts';

afterEach(() => forgetSecret(KEY));

it('replaces a known secret in every spelling', () => {
  knowSecret(KEY);
  const json = JSON.stringify({ a: KEY });
  const php = json.replaceAll('/', '\\/');
  const dotnet = json.replace(/[+<>']/g, (c) => `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`);
  for (const text of [KEY, json, php, dotnet, dotnet.toLowerCase().replace('az', 'Az'), encodeURIComponent(KEY)]) {
    expect(redactSecrets(`x ${text} y`)).toContain('[redacted]');
    expect(redactSecrets(`x ${text} y`)).not.toMatch(/k<ey|k\\u003c/i);
  }
  expect(JSON.parse(redactSecrets(php))).toEqual({ a: '[redacted]' });
});

it('replaces the longer of two secrets that begin alike', () => {
  knowSecret('secret-one');
  knowSecret('secret-one-and-more');
  expect(redactSecrets('<secret-one-and-more>')).toBe('<[redacted]>');
});

it('leaves texts alone that only hold a placeholder key', () => {
  knowSecret('none');
  expect(redactSecrets('none of them')).toBe('none of them');
});

it('cleans a message: shapes of keys, control characters, length', () => {
  const message = redactMessage(
    'Incorrect API key sk-proj-****abcd, \u0000\n\u001b[31mtask-force stays; eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.x',
  );
  expect(message).toBe('Incorrect API key [redacted], [31mtask-force stays; [redacted]');
  const long = redactMessage('😀'.repeat(2000));
  expect(long.length).toBeLessThanOrEqual(1000);
  expect(long.isWellFormed() && long.endsWith('…')).toBe(true);
});
