/** One server-sent event of the app. */
export interface ReadEvent {
  id: string | null;
  type: string;
  data: Record<string, unknown> & { run?: { status: string }; source?: string };
}

interface Identified {
  id: string;
}

/** A connection to events of the app, read as they come. */
export class EventReader {
  readonly events: ReadEvent[] = [];
  /** Comments that keep the connection alive, and hints for the browser. */
  others = 0;
  status = 0;
  /** Fulfilled once the connection has ended, in any way. */
  over: Promise<void> = Promise.resolve();
  readonly #leave = new AbortController();

  static async open(url: string, lastEventId?: string): Promise<EventReader> {
    const reader = new EventReader();
    const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const answer = await fetch(url, { headers, signal: reader.#leave.signal });
    reader.status = answer.status;
    if (answer.body && answer.ok) reader.over = reader.#read(answer.body).catch(() => undefined);
    return reader;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of body) {
      text += decoder.decode(piece, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
    }
    // Whole events only: nothing is left over when a connection ends.
    if (text !== '') this.events.push({ id: null, type: 'half', data: {} });
  }

  #take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    const type = fields.get('event');
    if (type === undefined) this.others++;
    else
      this.events.push({
        id: fields.get('id') ?? null,
        type,
        data: JSON.parse(fields.get('data') ?? 'null') as ReadEvent['data'],
      });
  }

  leave(): Promise<void> {
    this.#leave.abort();
    return this.over;
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }

  /** Statuses of the run, one after the other. */
  get statuses(): string[] {
    const told = this.events.flatMap(({ type, data }) =>
      type === 'snapshot'
        ? ((data.trace as ReadEvent['data'] | undefined)?.run?.status ?? [])
        : (data.run?.status ?? []),
    );
    return told.filter((status, at) => status !== told[at - 1]);
  }

  /** Steps or messages in their last whole form. */
  last(kind: 'step' | 'message'): Identified[] {
    const found = new Map<string, Identified>();
    for (const { data } of this.events) {
      const trace = data.trace as { steps: { items: Identified[] }; messages: Identified[] } | undefined;
      for (const one of (kind === 'step' ? trace?.steps.items : trace?.messages) ?? []) found.set(one.id, one);
      const one = data[kind] as Identified | undefined;
      if (one) found.set(one.id, one);
    }
    return [...found.values()];
  }
}
