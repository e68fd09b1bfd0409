import { describe, expect, it } from 'vitest';
import { isId, isKey } from '../../domain/ids.ts';
import { PASS_THROUGH } from '../upstream/assistants/pass-through.ts';
import { requestUrl } from '../upstream/outgoing.ts';
import { methodsOf } from '../upstream/pass-through-table.ts';
import { hostileTexts, orRefused, pathAttacks } from './hostile-fixture.ts';
import { readRunAddress } from './run-address.ts';

const BASE = 'https://host.example/prefix/v1';
const connection = { baseUrl: BASE, query: { 'api-version': 'v1' } };

/** As a path parameter reaches a handler: decoded once. */
function once(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

describe('ids and paths', () => {
  const attacks = pathAttacks();
  const texts = [
    ...attacks,
    ...attacks.map(once),
    ...hostileTexts('ids', 5_000, ['thread_', 'run_', '.', '..', '%2e']),
  ];

  it('a path attack is no id, no key, no address and no segment of a call', () => {
    expect(attacks.length).toBeGreaterThan(20_000);
    for (const attack of attacks) {
      for (const form of [attack, once(attack), once(once(attack))]) {
        if (/^[\w-]+(?:\.[\w-]+)?$/.test(form)) continue;
        expect(isId(form), form).toBe(false);
        expect(isKey(form), form).toBe(false);
        expect(
          orRefused(() => readRunAddress({ source: 'a', key: form })),
          form,
        ).toBeNull();
        expect(
          orRefused(() => readRunAddress({ source: form, key: 'a.b' })),
          form,
        ).toBeNull();
        expect(
          orRefused(() => requestUrl(connection, ['threads', form])),
          form,
        ).toBeNull();
      }
    }
  });

  it('what is let through as an id changes nothing of the address but its own segment', () => {
    let passed = 0;
    for (const text of texts) {
      const url = orRefused(() => requestUrl(connection, ['threads', text, 'runs']));
      if (url === null) continue;
      passed++;
      const parsed = new URL(url);
      expect(parsed.origin + parsed.pathname).toBe(`${BASE}/threads/${text}/runs`);
      expect(parsed.search).toBe('?api-version=v1');
    }
    expect(passed).toBeGreaterThan(50);
  });

  it('no path outside of the table is handed on to a source', () => {
    for (const text of texts) {
      for (const path of [[text], ['threads', text, text], ['threads', 'a', text], text.split('/')]) {
        const handedOn = methodsOf(PASS_THROUGH, path) !== null;
        expect(handedOn && !path.every((part) => isId(part)), JSON.stringify(path)).toBe(false);
      }
    }
  });
});
