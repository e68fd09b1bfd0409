/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

type Flag = 'bold' | 'dim' | 'italic' | 'underline' | 'reverse' | 'strike';

/** How a terminal would show a text. Null for its own colours. */
export interface TerminalLook {
  flags: ReadonlySet<Flag>;
  ink: Colour | null;
  paper: Colour | null;
}

/** Blinking and hidden text (5, 8) is neither here. */
const SETS: ReadonlyMap<number, Flag> = new Map([
  [1, 'bold'],
  [2, 'dim'],
  [3, 'italic'],
  [4, 'underline'],
  [7, 'reverse'],
  [9, 'strike'],
  [21, 'underline'],
]);
const ENDS: ReadonlyMap<number, readonly Flag[]> = new Map([
  [22, ['bold', 'dim']],
  [23, ['italic']],
  [24, ['underline']],
  [27, ['reverse']],
  [29, ['strike']],
]);

const BASIC: readonly Colour[] = [
  [0, 0, 0],
  [187, 0, 0],
  [0, 187, 0],
  [187, 187, 0],
  [0, 0, 187],
  [187, 0, 187],
  [0, 187, 187],
  [255, 255, 255],
  [85, 85, 85],
  [255, 85, 85],
  [0, 255, 0],
  [255, 255, 85],
  [85, 85, 255],
  [255, 85, 255],
  [85, 255, 255],
  [255, 255, 255],
];

/** What SGR sequences (`ESC[1;31m`), one behind the other, make of the text behind them. */
export function lookOf(sequences: string): TerminalLook {
  const flags = new Set<Flag>();
  let ink: Colour | null = null;
  let paper: Colour | null = null;
  for (const sequence of sequences.split('m').slice(0, -1)) {
    const codes = sequence.slice(2).split(';').map(Number);
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at] ?? 0;
      const set = SETS.get(code);
      if (set) flags.add(set);
      for (const flag of ENDS.get(code) ?? []) flags.delete(flag);
      if (code === 0) flags.clear();
      if (code === 0 || code === 39) ink = null;
      if (code === 0 || code === 49) paper = null;
      if (code === 38 || code === 48) {
        const [colour, taken] = extended(codes.slice(at + 1));
        if (colour && code === 38) ink = colour;
        else if (colour) paper = colour;
        at += taken;
      } else {
        ink = basic(code, 30) ?? ink;
        paper = basic(code, 40) ?? paper;
      }
    }
  }
  return { flags, ink, paper };
}

/** One of the eight colours that begin at a code, or of the bright ones sixty codes on. */
function basic(code: number, first: number): Colour | undefined {
  if (code >= first && code < first + 8) return BASIC[code - first];
  return code >= first + 60 && code < first + 68 ? BASIC[code - first - 52] : undefined;
}

/** The colour behind 38 or 48 (`5;208`, `2;255;0;0`), and how many codes it takes. */
function extended(codes: readonly number[]): [colour: Colour | null, taken: number] {
  const [kind, first = 0, green = 0, blue = 0] = codes;
  if (kind === 5) return [palette(first), 2];
  if (kind !== 2) return [null, 1];
  const fits = [first, green, blue].every((part) => part <= 255);
  return [fits ? [first, green, blue] : null, 4];
}

/** A colour of the table of 256: the basic ones, a cube of six by six by six, and greys. */
function palette(index: number): Colour | null {
  if (index < 16) return BASIC[index] ?? null;
  if (index > 255) return null;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [grey, grey, grey];
  }
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return [level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)];
}
