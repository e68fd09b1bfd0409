import { expect, it } from 'vitest';
import { said } from './redaction-fixture.ts';

/** Forms at which a search that goes back and forth would take hours. */
const FORMS: [string, string][] = [
  ['digits', '1234567890'],
  ['letters', 'QUJDRA'],
  ['labels', 'a.'],
  ['signs of addresses', 'a@'],
  ['percent signs', '%41'],
  ['backslashes', '\\'],
  ['colons', ':a'],
  ['escapes', '\u001b['],
  ['titles', '\u001b]8;;'],
  ['entities', '&#38;'],
  ['ampersands', '&'],
  ['tokens', 'eyJ'],
  ['dashes', '-----BEGIN '],
  ['brackets', '[{"'],
  ['numbers', '+49 '],
  ['groups', '0 '],
  ['addresses', '::'],
  ['user names', '://a:'],
  ['private keys', '-----BEGIN PRIVATE KEY-----'],
];

it.each(FORMS)('reads %s to the end', async (_name, form) => {
  const text = `${form.repeat(Math.ceil(400_000 / form.length))} ada@example.com`;
  const rules = ['keys', 'emails', 'phones', 'cards', 'ips', 'file_names'] as const;
  const clean = await said(text, { rules: [...rules], patterns: ['acme-##*x', 'z*z*z*z*y', 'ada@*'] });
  expect(clean).not.toContain('ada@');
  expect(clean).toMatch(/\[(?:person|text|key|phone|address) \d+\]$/);
});
