import 'server-only';
import type { RunEvent } from '../../domain/run-event.ts';
import type * as RunHub from './run-hub.ts';

/** For tests: by source, what a viewer of each of its runs hears. A source that stands here is heard. */
export const heard = new Map<string, RunEvent[]>();

/** For tests: the hub, with a viewer of every run of those sources from its first event on. */
export function heardHub(hub: typeof RunHub): typeof RunHub {
  const viewed = new Set<string>();
  return {
    ...hub,
    publishRunEvents(source, key, events) {
      const told = heard.get(source);
      if (told && !viewed.has(`${source} ${key}`)) {
        viewed.add(`${source} ${key}`);
        hub.subscribe(source, key, ({ type, data }) =>
          told.push({ type, ...(JSON.parse(data) as object) } as RunEvent),
        );
      }
      return hub.publishRunEvents(source, key, events);
    },
  };
}
