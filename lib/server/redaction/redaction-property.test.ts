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
const ENCODINGS = [(text: string) => text, percent, escaped, coloured, (text: string) => percent(percent(text))];

/** Decoded as far as that goes, by other means than those that are tested. */
function read(text: string): string {
  let plain = text;
  for (let round = 0; round < 6; round++) {
    plain = plain
      .replace(/\\u([0-9a-f]{4})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
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
