import { describe, expect, test } from 'vitest';
import { dialectChecks } from '../dialect-conformance.ts';
import { conformanceSubject } from './fixtures/subject.ts';

describe('the assistants dialect', () => {
  test.each(dialectChecks(conformanceSubject))('$name', async ({ run }) => {
    await expect((async () => run())()).resolves.toBeUndefined();
  });
});
