/** One event of a stream as it came: what stood in `event:`, `id:` and `data:`. */
export interface SentEvent {
  /** `message` where the stream named none. */
  type: string;
  /** Null where the event brought none. */
  id: string | null;
  /** Empty where there was only an id. */
  data: string;
}

/** An event of more characters is dropped with what follows up to its end. */
const MOST_TEXT = 64 * 1024 * 1024;

/**
 * Puts events together from a text that arrives in pieces, split anywhere. The returned function gives those that a piece
 * completed; one that breaks off before its empty line is never given. Comments and unknown fields are left out.
 */
export function sentEventReader(): (piece: string) => SentEvent[] {
  let parts: string[] = [];
  let waiting = 0;
  let begun = false;
  let event = empty();

  const take = (line: string): SentEvent | null => {
    if (line === '') {
      const { type, id, data, length } = event;
      event = empty();
      if (length > MOST_TEXT || (data.length === 0 && id === null)) return null;
      return { type: type || 'message', id, data: data.join('\n') };
    }
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') event.type = value;
    else if (name === 'id' && !value.includes('\0')) event.id = value;
    else if (name === 'data') {
      event.length += value.length;
      if (event.length <= MOST_TEXT) event.data.push(value);
    }
    return null;
  };

  return (piece) => {
    if (piece === '') return [];
    parts.push(begun ? piece : piece.replace(/^\uFEFF/, ''));
    begun = true;
    waiting += piece.length;
    if (waiting > MOST_TEXT) {
      event.length = Number.POSITIVE_INFINITY;
      parts = [piece];
      waiting = piece.length;
    }
    // Long lines are put together once, when their end is there.
    if (!/[\r\n]/.test(piece) && !parts.at(-2)?.endsWith('\r')) return [];
    // A \r at the very end may be the first half of a line break.
    const lines = parts.join('').split(/\r\n|\n|\r(?!$)/);
    const rest = lines.pop() ?? '';
    parts = rest === '' ? [] : [rest];
    waiting = rest.length;
    return lines.flatMap((line) => take(line) ?? []);
  };
}

interface Growing {
  type: string;
  id: string | null;
  data: string[];
  length: number;
}

function empty(): Growing {
  return { type: '', id: null, data: [], length: 0 };
}
