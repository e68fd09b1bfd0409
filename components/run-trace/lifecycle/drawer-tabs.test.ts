import { expect, it } from 'vitest';
import { aRun } from '#lib/domain/domain-fixtures.ts';
import { drawerTabs } from './drawer-tabs.ts';

const none = { lifecycle: 0, events: 0, files: 0 };
const read = (...args: Parameters<typeof drawerTabs>) =>
  drawerTabs(...args).map(({ label, count }) => (count === null ? label : `${label} ${count}`));

it('has a tab only for what there is', () => {
  const bare = aRun({ threadId: null, assistantId: null });
  expect(read(bare, none)).toEqual(['IDs 3']);
  const rich = aRun({
    instructions: { text: 'Be kind.' },
    tools: [{ type: 'code_interpreter' }],
    toolResources: { file_search: {} },
    temperature: 0,
    toolChoice: 'auto',
    parallelToolCalls: false,
    metadata: { team: 'a', empty: '' },
  });
  expect(read(rich, { lifecycle: 5, events: 19, files: 1 })).toEqual([
    'Lifecycle 5',
    'All events 19',
    'Files 1',
    'Instructions',
    'Tools 2',
    'Parameters 3',
    'Metadata 2',
    'IDs 5',
  ]);
});

it('leaves out a second list of the same events, and counts nothing before it is read', () => {
  expect(read(aRun(), { lifecycle: 4, events: 4, files: 0 })).toEqual(['Lifecycle 4', 'IDs 5']);
  expect(read(aRun(), { lifecycle: null, events: null, files: null })).toEqual(['Lifecycle', 'Files', 'IDs 5']);
  expect(read(aRun({ instructions: { text: '' }, metadata: {}, toolResources: {} }), none)).toEqual(['IDs 5']);
});
