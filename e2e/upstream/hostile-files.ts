import type { WireObject } from './series.ts';
import { OWNED } from './hostile-texts.ts';
import type { WireFile } from './world.ts';

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="parent.${OWNED}=1"><script>parent.${OWNED}=1</script></svg>`;
const HTML = `<!doctype html><script>parent.${OWNED}=1;top.${OWNED}=1</script>`;
/** One transparent point, and a script after it. */
const POLYGLOT = `GIF89a\u0001\u0000\u0001\u0000\u0080\u0000\u0000${HTML}`;

interface Dressed {
  id: string;
  name: string;
  type: string;
  body: string;
}

const DRESSED: Dressed[] = [
  { id: 'file-svg', name: 'chart.svg', type: 'image/svg+xml', body: SVG },
  { id: 'file-svg-as-png', name: 'chart.png', type: 'image/png', body: SVG },
  { id: 'file-html-as-png', name: 'page.png', type: 'image/png', body: HTML },
  { id: 'file-html', name: 'page.html', type: 'text/html', body: HTML },
  { id: 'file-gif-script', name: 'one.gif', type: 'image/gif', body: POLYGLOT },
  { id: 'file-js', name: 'run.js', type: 'text/javascript', body: `parent.${OWNED}=1` },
  { id: 'file-crlf', name: 'a\r\nSet-Cookie: x=1\r\n\r\n<b>.png', type: 'image/png', body: HTML },
  { id: 'file-bidi', name: 'invoice\u202Egnp.svg', type: 'image/svg+xml', body: SVG },
  { id: 'file-path', name: '../../../../etc/passwd', type: 'application/octet-stream', body: 'root:x:0:0' },
  { id: 'file-empty-type', name: '"; filename="other.html', type: '', body: HTML },
];

/** Files whose bytes, types or names lie. */
export const HOSTILE_FILES: ReadonlyMap<string, WireFile> = new Map(
  DRESSED.map(({ id, name, type, body }) => {
    const bytes = new Uint8Array(Buffer.from(body, body === POLYGLOT ? 'latin1' : 'utf8'));
    const object: WireObject = {
      id,
      object: 'file',
      bytes: bytes.length,
      created_at: 1_790_000_000,
      filename: name,
      purpose: 'assistants_output',
    };
    return [id, { object, bytes, contentType: type }];
  }),
);
