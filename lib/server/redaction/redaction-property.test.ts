import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/json.ts';
import { applyEdits, moveRange } from './edits.ts';
import { ownPattern } from './own-pattern.ts';
import { plainView } from './plain-view.ts';
import { callStep, message, redact, wireObject } from './redaction-fixture.ts';

/** The same numbers in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SECRETS = [
  'ada.lovelace@example.com',
  'sk-proj-Zx81kQ0aPq77',
  '4111111111111111',
  '+49 151 2345 6789',
  '203.0.113.77',
];
const WORDS = ['plain', 'Zürich', '😀', '{', '"', '\\', '\n', '%', '&', 'a,b', '12', '\u0000', '\ud800', 'true'];

const percent = (text: string) => Array.from(text, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
const escaped = (text: string) =>
  Array.from(text, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const coloured = (text: string) => `${text.slice(0, 3)}\u001b[1;31m${text.slice(3, 7)}\u001b[0m${text.slice(7)}`;
/** As mail writes it; the text around tells that it is mail. */
const quoted = (text: string) =>
  `=3D ${Array.from(text, (c) => `=${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).join('')}`;
const octal = (text: string) => Array.from(text, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`).join('');
const bytes = (text: string) =>
  `'${Buffer.from(text)
    .toString('hex')
    .replace(/..(?!$)/g, '$& ')}'`;
const wide = (text: string) => Buffer.from(text, 'utf16le').toString('base64');
const ENCODINGS = [
  (text: string) => text,
  percent,
  escaped,
  coloured,
  (text: string) => percent(percent(text)),
  quoted,
  octal,
  bytes,
  wide,
];

/** Decoded as far as that goes, by other means than those that are tested. */
function read(text: string): string {
  let plain = text;
  for (let round = 0; round < 6; round++) {
    plain = plain
      .replace(/\\u([0-9a-f]{4})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/=([0-7][0-9A-F])/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\\([01][0-7]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 8)))
      .replace(/(?:[0-9a-f]{2} ){7,}[0-9a-f]{2}/g, (all) =>
        Buffer.from(all.replaceAll(' ', ''), 'hex').toString('latin1'),
      )
      .replace(/[A-Za-z0-9+/]{16,}={0,2}/g, (all) => {
        const wider = Buffer.from(all, 'base64').toString('utf16le');
        return /^[ -~]+$/.test(wider) ? wider : all;
      })
      .replace(/%([0-7][0-9a-f])/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\u001b\[[0-9;]*m/g, '');
  }
  return plain;
}

function shapeOf(value: Json): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'object' && value !== null) return Object.values(value).map(shapeOf);
  return typeof value === 'string' ? 'text' : value;
}

describe('a run with secrets in random places', () => {
  it.each(Array.from({ length: 60 }, (_, i) => i + 1))('keeps its form and none of them (%i)', async (seed) => {
    const random = randomFrom(seed);
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
    const text = (): string => {
      const parts = Array.from({ length: random(6) }, () =>
        random(3) === 0 ? pick(ENCODINGS)(pick(SECRETS)) : pick(WORDS),
      );
      return parts.join(' ');
    };
    const value = (depth: number): Json => {
      const kind = random(depth > 3 ? 3 : 6);
      if (kind < 2) return text();
      if (kind === 2) return pick([null, true, 7, -1.5e3, []]);
      if (kind === 3) return Array.from({ length: random(4) }, () => value(depth + 1));
      if (kind === 4) return JSON.stringify(value(depth + 1));
      return Object.fromEntries(Array.from({ length: random(4) }, (_, i) => [`${i} ${text()}`, value(depth + 1)]));
    };
    const before = [
      wireObject('run', 'run_1', { instructions: text(), metadata: value(1), x: value(0) }),
      message(text(), [{ type: 'url_citation', text: text(), url_citation: { url: text(), title: text() } }]),
      callStep({
        id: 'c1',
        type: 'function',
        function: { name: 'f', arguments: JSON.stringify(value(0)), output: text() },
      }),
      callStep({ id: 'c2', type: 'mcp', name: 'g', more: value(0) }, 'step_2'),
    ];
    const { objects } = await redact(before);
    expect(objects).toHaveLength(before.length);
    for (const [i, object] of objects.entries()) {
      const [old, next] = [before[i]?.text ?? '', object.text].map((json) => JSON.parse(json) as Json);
      expect(shapeOf(next as Json)).toEqual(shapeOf(old as Json));
      for (const secret of SECRETS) expect(read(object.text)).not.toContain(secret);
    }
    // What was redacted once has nothing more to redact.
    expect((await redact(objects)).summary.values).toBe(0);
  });
});

/** Letters that look the same in Cyrillic. */
const ALIKE: Readonly<Record<string, string>> = {
  a: '\u0430',
  e: '\u0435',
  o: '\u043e',
  p: '\u0440',
  c: '\u0441',
  x: '\u0445',
};
const SPOKEN = [
  (at: string) => `[${at}]`,
  (at: string) => ` (${at}) `,
  (at: string) => ` [${at}]`,
  (at: string) => `{ ${at} }`,
];

describe('disguises', () => {
  it.each(Array.from({ length: 40 }, (_, i) => i + 1))(
    'of look-alike letters and words for signs (%i)',
    async (seed) => {
      const random = randomFrom(seed);
      const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
      const words = () =>
        Array.from({ length: random(5) }, () => pick(['see', 'it', 'at', 'noon', 'dot', 'x = 1;'])).join(' ');
      const alike = Array.from('sk-proj-Zx81kQ0aPq77', (c) => (random(3) === 0 ? (ALIKE[c] ?? c) : c)).join('');
      const at = pick(SPOKEN);
      const mail = `ada${at('at')}mail${random(2) === 0 ? '.' : at('dot')}example${random(2) === 0 ? '.' : at('DOT')}com`;
      const cut = 9 + random(7);
      const wrapped = `sk-proj-Zx81kQ0aPq77`.replace(new RegExp(`^.{${cut}}`), '$&\n');
      const { objects } = await redact([
        message(`${words()}; ${mail}; ${words()}\n${alike}\n${words()}\n${wrapped}\n`),
      ]);
      const text = objects[0]?.text ?? '';
      expect(text).not.toMatch(/example|Zx81|Pq77/);
    },
  );

  it('take nothing out of ordinary texts', async () => {
    const random = randomFrom(7);
    const words =
      'look at the dot product of a[at] b, sk-learn and numpy1; see step-1 at noon. Она в Москве at 12:30 = 40 =A1 \\d{3} C:\\100\\x α-β';
    const all = words.split(' ');
    for (let n = 0; n < 300; n++) {
      const text = Array.from({ length: 30 }, () => `${all[random(all.length)]}${random(6) === 0 ? '\n' : ' '}`).join(
        '',
      );
      expect((await redact([message(text)])).hits.map((hit) => hit.text)).toEqual([]);
    }
  });
});

describe('views', () => {
  it('map every range to the text that gave it', () => {
    for (let seed = 1; seed < 200; seed++) {
      const random = randomFrom(seed);
      const pieces = Array.from({ length: 8 }, () => {
        const plain = Array.from({ length: 1 + random(5) }, () => 'abc@. 7'.charAt(random(7))).join('');
        return { plain, encoded: ENCODINGS[random(3)]?.(plain) ?? plain };
      });
      const text = pieces.map(({ encoded }) => encoded).join('');
      const view = plainView(text, true);
      if (!view) continue;
      expect(view.text).toBe(pieces.map(({ plain }) => plain).join(''));
      let [at, from] = [0, 0];
      for (const { plain, encoded } of pieces) {
        expect(view.origin(at, at + plain.length)).toEqual({ start: from, end: from + encoded.length });
        at += plain.length;
        from += encoded.length;
      }
    }
  });
});

describe('ranges', () => {
  it('hold the same text where no edit touches them, and the whole edit where one does', () => {
    for (let seed = 1; seed < 300; seed++) {
      const random = randomFrom(seed);
      const text = Array.from({ length: 40 }, (_, i) => String.fromCharCode(97 + (i % 26))).join('');
      const edits = [random(10), 12 + random(10), 26 + random(10)].map((start, i) => ({
        start,
        end: start + random(4),
        text: `<${'x'.repeat(i * random(4))}>`,
      }));
      const start = random(38);
      const end = start + 1 + random(40 - start - 1);
      const moved = moveRange(edits, start, end);
      const inside = edits.filter((edit) => edit.start < end && edit.end > start && edit.end > edit.start);
      const from = Math.min(start, ...inside.map((edit) => edit.start));
      const to = Math.max(end, ...inside.map((edit) => edit.end));
      const within = edits.filter(
        (edit) => edit.start >= from && edit.end <= to && (edit.start > from || edit.end > edit.start),
      );
      const expected = applyEdits(
        text.slice(from, to),
        within
          .filter((edit) => edit.start < to)
          .map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from })),
      );
      if (edits.some((edit) => edit.start === edit.end && (edit.start === from || edit.start === to))) continue;
      expect(applyEdits(text, edits).slice(moved.start, moved.end)).toBe(expected);
    }
  });
});

describe('own patterns', () => {
  it('take a time that grows with the text only', () => {
    const find = ownPattern('a*a*a*a*a*a*a*a*b');
    expect(find?.('a'.repeat(200_000))).toEqual([]);
  });
});
