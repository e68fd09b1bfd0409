import 'server-only';
import { ASSISTANTS } from './assistants.ts';
import { numberIn } from './ids.ts';
import { KNOWLEDGE } from './knowledge.ts';
import { LIVE, LIVE_LISTED, LIVE_SLOT } from './live-schedule.ts';
import type { AssistantPlan, FilePlan, ThreadHead, ThreadPlan } from './plan.ts';
import { seeded } from './random.ts';
import { SCHEDULE } from './schedule.ts';
import type { Story } from './story.ts';
import { ThreadBuilder, fileId, threadId } from './thread-builder.ts';
import { DAY, dayAndPlace, FIRST_LIVE_PLACE, LIVE_PLACES, threadAndIndex, threadNumber } from './thread-numbers.ts';

/** Threads are listed for two days. */
const LISTED = 2 * DAY;
/** And opened by id for a week. */
const KEPT = 7 * DAY;
/** Whole threads held in memory; a thread is told anew when it was dropped. */
const MOST_TOLD = 400;

/** Everything there is at an instant. Heads and plans depend on the thread's number only, so all instances agree. */
export interface World {
  /** Heads of listed threads, oldest first. `now` in seconds. */
  threads(now: number): ThreadHead[];
  /** A thread of the last seven days, listed or not. */
  thread(id: string, now: number): ThreadPlan | null;
  assistants(): readonly AssistantPlan[];
  file(id: string, now: number): FilePlan | null;
}

export function createWorld(): World {
  const told = new Map<number, ThreadPlan>();
  const heads = new Map<number, ThreadHead | null>();

  const headOf = (number: number): ThreadHead | null => {
    const known = heads.get(number);
    if (known !== undefined) return known;
    if (heads.size > 20_000) heads.clear();
    const made = makeHead(number);
    heads.set(number, made);
    return made;
  };
  const visible = (number: number, now: number): ThreadHead | null => {
    const head = headOf(number);
    return head && head.createdAt <= now && head.createdAt > now - KEPT ? head : null;
  };
  const tell = (head: ThreadHead): ThreadPlan => {
    const known = told.get(head.number);
    if (known) return known;
    if (told.size >= MOST_TOLD) told.delete(told.keys().next().value ?? -1);
    const place = placeOf(head.number);
    if (!place) throw new Error(`no story for thread ${head.number}`);
    const builder = new ThreadBuilder(head, place.story, place.slot);
    place.story.tell(builder);
    const { messages, runs, files } = builder;
    messages.sort((a, b) => a.createdAt - b.createdAt);
    const plan = { ...head, messages, runs, files };
    told.set(head.number, plan);
    return plan;
  };

  return {
    threads(now) {
      const list: ThreadHead[] = [];
      for (const number of numbersUpTo(now)) {
        const head = headOf(number);
        if (head && head.createdAt <= now && head.createdAt > now - listedFor(number)) list.push(head);
      }
      return list.sort((a, b) => a.createdAt - b.createdAt || a.number - b.number);
    },
    thread(id, now) {
      const number = numberIn('thread_', id);
      const head = number === null ? null : visible(number, now);
      return head?.id === id ? tell(head) : null;
    },
    assistants: () => ASSISTANTS,
    file(id, now) {
      const known = KNOWLEDGE.find((file) => file.id === id);
      if (known) return known;
      const number = numberIn('file-', id, 22);
      if (number === null) return null;
      const head = visible(threadAndIndex(number).thread, now);
      const file = head ? tell(head).files[threadAndIndex(number).index] : undefined;
      return file && file.id === id && file.createdAt <= now ? file : null;
    },
  };
}

/** Live threads are listed for some minutes only: there are hundreds a day. By id they open like all others. */
function listedFor(number: number): number {
  return dayAndPlace(number).place < FIRST_LIVE_PLACE ? LISTED : LIVE_LISTED;
}

/** Numbers of threads that may be listed now. */
function* numbersUpTo(now: number): Generator<number> {
  const today = Math.floor(now / DAY);
  for (let day = today - 2; day <= today; day++) {
    for (let place = 0; place < SCHEDULE.length; place++) yield threadNumber(day, place);
  }
  const slots = DAY / LIVE_SLOT;
  const current = Math.floor(now / LIVE_SLOT);
  for (let slot = current - Math.ceil(LIVE_LISTED / LIVE_SLOT); slot <= current + 1; slot++) {
    for (let kind = 0; kind < LIVE.length; kind++) {
      yield threadNumber(Math.floor(slot / slots), FIRST_LIVE_PLACE + kind * LIVE_PLACES + (slot % slots));
    }
  }
}

function makeHead(number: number): ThreadHead | null {
  const place = placeOf(number);
  if (!place) return null;
  const { story, createdAt } = place;
  const files = (story.uploads ?? []).map((upload, i) => ({ upload, id: fileId(number, i, upload.look) }));
  const code = files.filter(({ upload }) => upload.tools.includes('code_interpreter')).map(({ id }) => id);
  return {
    number,
    id: threadId(number, story.look),
    createdAt,
    metadata: story.metadata ?? {},
    toolResources: {
      ...(code.length > 0 ? { code_interpreter: { file_ids: code } } : {}),
      ...(story.vectorStore ? { file_search: { vector_store_ids: [story.vectorStore] } } : {}),
    },
  };
}

/** Which story a number means, and when it begins. */
function placeOf(number: number): { story: Story; createdAt: number; slot: number } | null {
  const { day, place } = dayAndPlace(number);
  if (place < FIRST_LIVE_PLACE) {
    const entry = SCHEDULE[place];
    if (!entry) return null;
    const late = seeded(`late ${number}`).int(0, entry.jitter);
    return { story: entry.story, createdAt: day * DAY + entry.startsAt + late, slot: 0 };
  }
  const kind = LIVE[Math.floor((place - FIRST_LIVE_PLACE) / LIVE_PLACES)];
  const slotOfDay = (place - FIRST_LIVE_PLACE) % LIVE_PLACES;
  if (!kind || slotOfDay >= DAY / LIVE_SLOT) return null;
  const slot = day * (DAY / LIVE_SLOT) + slotOfDay;
  return { story: kind.story, createdAt: slot * LIVE_SLOT - kind.lead, slot };
}
