import { expect, it } from 'vitest';
import { said } from './redaction-fixture.ts';

it.each([
  'hvs.CAESIJ1234567890abcdefghijklmnop',
  'dp.pt.abcdefghijklmnopqrstuvwxyz0123456789ABCD',
  'sq0csp-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  'lsv2_pt_0123456789abcdef0123456789abcdef_0123456789',
  'glsa_abcdefghijklmnopqrstuvwxyz012345_01234567',
  'nvapi-abcdefghijklmnopqrstuvwxyz0123456789',
  'GOCSPX-abcdefghijklmnopqrstuvwxyz01',
  'dapi0123456789abcdef0123456789abcdef',
  'ATATT3xFfGF0abcdefghijklmnopqrstuvwxyz0123456789=ABCDEF',
  '1//0gabcdefghijklmnopqrstuvwxyz0123456789',
  `patABCDEFGHIJKLMN.${'0123456789abcdef'.repeat(4)}`,
])('knows the form of %s', async (key) => {
  expect(await said(`It is ${key}, they say.`)).toBe('It is [key 1], they say.');
});

it('takes out the password that curl is handed', async () => {
  expect(await said('curl -fsS -u admin:S3cretP4ss https://x.example && docker run -u node:node x')).toBe(
    'curl -fsS -u admin:[key 1] https://x.example && docker run -u node:node x',
  );
});
