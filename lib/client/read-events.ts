import { readExactJson } from '../domain/exact-json.ts';
import { answers } from './answer-schemas.ts';
import type { LiveNews } from './tab-words.ts';
import type { SentEvent } from './sent-events.ts';

/** The events that are what the contract says, in their order; what is not is left out. */
export async function readEvents(sent: readonly SentEvent[]): Promise<LiveNews[]> {
  const [event, place, list] = await Promise.all([answers.runEvent(), answers.runEventPlace(), answers.listEvent()]);
  return sent.flatMap(({ type, data }): LiveNews[] => {
    const value = parsed(data);
    if (value === null) return [];
    if ('added' in value || 'list' in value) {
      const row = list.safeParse({ ...value, type });
      if (!row.success) return [];
      return row.data.type === 'snapshot'
        ? [{ of: 'list' }]
        : [{ of: 'row', run: row.data.run, added: row.data.added }];
    }
    const where = place.safeParse(value);
    const what = event.safeParse({ ...value, type });
    return where.success && what.success ? [{ of: 'run', ...where.data, event: what.data }] : [];
  });
}

function parsed(data: string): object | null {
  try {
    const value = readExactJson(data);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
