import { describe, expect, it } from 'vitest';
import { parseEnvironment } from './env.ts';

const TOKEN = 'a-token-of-some-length-0123';

describe('who may write, and through what', () => {
  it('is nobody unless something is said', () => {
    expect(parseEnvironment({})).toMatchObject({ operate: false, proxyToken: null, proxyTimeout: 600_000 });
    expect(parseEnvironment({ RUNLENS_OPERATE: '0' }).operate).toBe(false);
  });

  it('is read, and the token shows nowhere', () => {
    const read = parseEnvironment({
      RUNLENS_OPERATE: '1',
      RUNLENS_PROXY_TOKEN: TOKEN,
      RUNLENS_PROXY_TIMEOUT_S: '30',
    });
    expect(read).toMatchObject({ operate: true, proxyTimeout: 30_000 });
    expect(read.proxyToken?.reveal()).toBe(TOKEN);
    expect(JSON.stringify(read)).not.toContain(TOKEN);
  });

  it.each([
    [{ RUNLENS_OPERATE: 'yes' }, /RUNLENS_OPERATE: must be 1, 0 or absent/],
    [{ RUNLENS_PROXY_TOKEN: 'short' }, /RUNLENS_PROXY_TOKEN: must have 16 to 512 characters/],
    [{ RUNLENS_PROXY_TOKEN: 'a token with spaces in it' }, /RUNLENS_PROXY_TOKEN: holds spaces/],
    [{ RUNLENS_PROXY_TIMEOUT_S: '0' }, /RUNLENS_PROXY_TIMEOUT_S: must be a whole number/],
  ])('refuses %j', (variables, problem) => {
    expect(() => parseEnvironment(variables as Record<string, string>)).toThrow(problem);
  });
});
