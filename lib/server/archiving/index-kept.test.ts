import { expect, it } from 'vitest';
import { isTerminal } from '../../domain/run.ts';
import { assistantsDialect as dialect } from '../upstream/assistants/dialect.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { fakeArchive } from './fake-archive.ts';
import { indexKept } from './index-kept.ts';
import { keepRun } from './keep-run.ts';
import { sampleSource, settledRuns } from './sample-source-fixture.ts';

const { signal } = new AbortController();

it('makes of kept objects the index that was made when they were kept', async () => {
  const { source } = sampleSource();
  const archive = fakeArchive();
  for (const run of (await settledRuns(source)).filter(isTerminal)) {
    await keepRun(archive, source, run.key, 'view', signal);
    const { index, ended } = await indexKept(source.id, run.key, archive.wireStore(source.id), 0, signal);
    const made = archive.index(source.id, run.key);
    expect(ended).toBe(true);
    expect({ ...index, text: null }).toEqual({ ...made, text: null });
    expect(new Set(index.text?.split('\n'))).toEqual(new Set(made?.text?.split('\n')));
  }
});

it('indexes a run by its pieces, and nothing by nothing', async () => {
  const store = createMemoryWireStore();
  const message =
    '{"id":"msg_p","object":"thread.message","thread_id":"thread_p","run_id":"run_p","role":"assistant","created_at":1700000000,"content":"Lost words"}';
  store.keep(dialect.wireObjectsOf(JSON.parse(message), message));
  const { index, ended } = await indexKept('file', 'thread_p.run_p', store, 0, signal);
  expect(ended).toBe(false);
  expect(index).toMatchObject({ id: 'run_p', status: 'unknown', createdAt: 1_700_000_000_000 });
  expect(index.text).toContain('Lost words');
  await expect(indexKept('file', 'thread_p.run_q', store, 0, signal)).rejects.toMatchObject({
    failure: { code: 'not_found' },
  });
});
