import { describe, expect, test } from 'vitest';
import { seededRandom } from '../upstream/dialect-conformance-mutation.ts';
import { type Bundle, type BundlePiece, formatBundle, parseBundle } from './bundle.ts';

const AT = new Date('2026-11-20T14:32:07.000Z');
const KINDS = ['thread', 'run', 'step', 'message', 'assistant', 'file'] as const;
const ODD = [
  '"',
  '\\',
  '\n',
  '\u2028',
  '\u0000',
  '😀',
  '\ud83d',
  '\ude00',
  'é',
  '{"a":1}',
  ' ',
  '</script>',
  '[1, 2.0e3]',
];

async function textOf(texts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const one of texts) text += one;
  return text;
}

async function* chunksOf(bytes: Uint8Array, random: () => number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const size = Math.floor(random() * 7);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** Any bundle, and the pieces it is written from. */
function anyBundle(seed: number) {
  const random = seededRandom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const word = () => `id_${upTo(999)}-${upTo(9)}`;
  const odd = () => Array.from({ length: upTo(12) }, () => ODD[upTo(ODD.length - 1)]).join('');
  const list = <T>(make: () => T) => Array.from({ length: upTo(5) }, make);
  const bundle: Bundle = {
    runlens: 1,
    exportedAt: AT.toISOString(),
    runs: list(() => ({ source: word(), key: random() < 0.5 ? word() : `${word()}.${word()}` })),
    objects: list(() => ({
      source: word(),
      kind: KINDS[upTo(5)] ?? 'run',
      id: word(),
      threadId: random() < 0.5 ? word() : null,
      runId: random() < 0.5 ? word() : null,
      createdAt: random() < 0.5 ? upTo(2_000_000_000_000) : null,
      text: odd(),
    })),
    files: [],
    streams: list(() => ({
      source: word(),
      runId: word(),
      startedAt: upTo(2_000_000_000_000),
      part: upTo(9),
      ending: random() < 0.5 ? 'done' : null,
      events: list(() => ({ at: upTo(99_999), event: random() < 0.5 ? odd() : null, data: odd() })),
    })),
    missing: list(() => ({ source: word(), key: null, kind: 'bytes', id: word(), code: 'not_found', message: odd() })),
  };
  const bytes = list(() => Uint8Array.from({ length: upTo(40) }, () => upTo(255)));
  const about = bytes.map(() => ({ source: word(), fileId: word(), name: random() < 0.5 ? odd() : null, type: null }));
  bundle.files = bytes.map((one, i) => ({
    ...(about[i] ?? { source: '', fileId: '', name: null, type: null }),
    base64: Buffer.from(one).toString('base64'),
  }));
  async function* pieces(): AsyncGenerator<BundlePiece> {
    const objects = bundle.objects.map((object): BundlePiece => ({ object }));
    const files = bytes.map((one, i): BundlePiece => {
      return { file: about[i] ?? { source: '', fileId: '', name: null, type: null }, bytes: chunksOf(one, random) };
    });
    const rest = bundle.missing.map((missing): BundlePiece => ({ missing }));
    const mixed: BundlePiece[] = [...objects, ...files];
    for (const one of rest) mixed.splice(upTo(mixed.length), 0, one);
    bundle.missing = mixed.flatMap((one) => ('missing' in one ? [one.missing] : []));
    yield* mixed;
    for (const stream of bundle.streams) yield { stream };
  }
  return { bundle, pieces };
}

describe('bundles', () => {
  test('parse(format(x)) is x, whatever texts and bytes hold and however they arrive', async () => {
    for (let seed = 1; seed <= 400; seed++) {
      const { bundle, pieces } = anyBundle(seed);
      const text = await textOf(formatBundle({ exportedAt: AT, runs: bundle.runs }, pieces()));
      expect(parseBundle(text), `seed ${seed}`).toEqual(bundle);
    }
  });

  test('a text longer than a slice is the same, with a pair of surrogates on the border', async () => {
    const text = `${'x'.repeat((1 << 20) - 1)}😀${'"\\'.repeat(600_000)}`;
    const object = { source: 's', kind: 'step' as const, id: 'a', threadId: null, runId: null, createdAt: null, text };
    const written = await textOf(
      formatBundle(
        { exportedAt: AT, runs: [] },
        (async function* () {
          yield { object };
        })(),
      ),
    );
    expect(parseBundle(written).objects[0]?.text === text).toBe(true);
  });

  test('writes nothing before the first piece is there, and throws what the pieces throw', async () => {
    const texts = formatBundle(
      { exportedAt: AT, runs: [] },
      (async function* (): AsyncGenerator<BundlePiece> {
        yield* await Promise.reject<BundlePiece[]>(new Error('gone'));
      })(),
    );
    await expect(texts.next()).rejects.toThrow('gone');
  });

  test.each([
    ['', 'not JSON'],
    ['{"runlens":2}', 'not a bundle: runlens'],
    [
      '{"runlens":1,"exportedAt":"2026-11-20T14:32:07Z","runs":[{"source":"../x","key":"a"}],"objects":[],"files":[]}',
      'runs.0',
    ],
  ])('refuses %j', (text, why) => expect(() => parseBundle(text)).toThrow(why));
});
