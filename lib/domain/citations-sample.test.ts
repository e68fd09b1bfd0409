import { expect, test } from 'vitest';
import { messageToDomain } from '../server/upstream/assistants/message-to-domain.ts';
import { stepToDomain } from '../server/upstream/assistants/step-to-domain.ts';
import { allRuns, runLike, sampleAt, type WireMessage } from '../server/upstream/sample/sample-client.ts';
import { linkCitations } from './citations.ts';

const client = sampleAt('2026-11-20T14:40:00Z');
const runs = await allRuns(client);

/** Messages and links of the run whose id begins so; `include` asks for the texts of search results. */
async function linked(beginning: string, include = true) {
  const wire = runLike(runs, beginning);
  const [steps, messages] = await Promise.all([
    client.all(`/threads/${wire.thread_id}/runs/${wire.id}/steps`, { include }),
    client.all<WireMessage>(`/threads/${wire.thread_id}/messages`),
  ]);
  const own = messages.filter((message) => message.run_id === wire.id).map((one) => messageToDomain(one, one.id));
  const domainSteps = steps.map((step) => stepToDomain(step, step.id));
  const links = linkCitations(own, domainSteps, { messagesComplete: true, stepsComplete: true });
  return { messages: own, citations: [...links.messages.values()].flatMap((one) => one.citations), links };
}

test.each(['run_Qm4T', 'run_8dVw'])(
  'the answer of the churn run %s cites three chunks as the pictures show',
  async (id) => {
    const { messages, links } = await linked(id);
    const answer = messages.find((message) => (links.messages.get(message.id)?.citations.length ?? 0) > 3);
    const cited = links.messages.get(answer?.id ?? '');
    const [text] = answer?.content ?? [];
    const value = text?.type === 'text' ? text.text.text : '';
    expect(
      cited?.citations.map(({ number, marker, match }) => [number, marker?.slice(1, 4), match?.score?.toFixed(2)]),
    ).toEqual([
      [1, '4:0', '0.91'],
      [3, '4:2', '0.71'],
      [1, '4:0', '0.91'],
      [2, '4:1', '0.84'],
    ]);
    expect(cited?.citations.map(({ place }) => value.slice(place?.from, place?.to).slice(0, 4))).toEqual([
      '【4:0',
      '【4:2',
      '【4:0',
      '【4:1',
    ]);
    expect(cited?.citations.map(({ match }) => match?.confidence)).toEqual(['likely', 'likely', 'likely', 'likely']);
    expect(cited?.sources.map(({ number, match }) => [number, match?.excerpt])).toEqual([
      [
        1,
        'An account counts as churned in a quarter when its last paid period ends inside that quarter and no renewal is recorded within 14 days.',
      ],
      [2, 'Trial and sandbox accounts are excluded from both counts.'],
      [3, 'On 1 July 2026 the monthly Starter price rose from $19 to $29.'],
    ]);
    expect(cited?.citations.map(({ shared }) => shared.map(({ from, to }) => value.slice(from, to)))).toEqual([
      [],
      ['Starter', 'monthly', 'price rose from $19 to $29', 'on 1 July'],
      ['counted', 'an account', 'as churned', 'when its last paid period', 'quarter', 'renewal', 'within 14 days'],
      ['Trial', 'accounts are excluded'],
    ]);
    const uses = [...links.results.values()];
    expect(uses.map(({ place, neverCited }) => [place.result, neverCited])).toEqual([
      [0, false],
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(
      uses[0]?.citations.slice(0, 2).map(({ sentence }) => value.slice(sentence?.from, sentence?.to).slice(0, 12)),
    ).toEqual(['Starter** we', 'I counted an']);
  },
);

test('without the texts of the results only the files are known, and no result is called never cited', async () => {
  const { citations, links } = await linked('run_Qm4T', false);
  expect(citations.map(({ number, match }) => [number, match?.confidence])).toEqual(
    citations.map(() => [1, 'file only']),
  );
  const uses = [...links.results.values()];
  expect(uses.map(({ citations: sure, perhaps, neverCited }) => [sure.length, perhaps.length, neverCited])).toEqual([
    [0, 4, false],
    [0, 4, false],
    [0, 4, false],
    [0, 0, true],
  ]);
});

test('answers in another language than the file know the file only', async () => {
  for (const id of ['run_64Ee', 'run_zLgm']) {
    const { citations } = await linked(id);
    expect(citations.map(({ match, neverRetrieved }) => [match?.confidence, neverRetrieved])).toEqual([
      ['file only', false],
    ]);
  }
});

test('a follow-up that cites a file of an earlier run has not retrieved it', async () => {
  const { citations } = await linked('run_TABO');
  expect(citations.map(({ match, neverRetrieved }) => [match, neverRetrieved])).toEqual([[null, true]]);
});

test('searches that returned no results leave open what was retrieved', async () => {
  for (const id of ['run_flQc', 'run_LdJA']) {
    const { citations } = await linked(id);
    expect(citations.length).toBeGreaterThan(0);
    for (const { neverRetrieved, match } of citations) expect([neverRetrieved, match]).toEqual([false, null]);
  }
});

test('every mark of the sample is found and every link leads somewhere', async () => {
  let marks = 0;
  for (const run of runs) {
    const { citations, links, messages } = await linked(run.id);
    for (const citation of citations) {
      const content = messages.find(({ id }) => id === citation.message)?.content[citation.part];
      const text = content?.type === 'text' ? content.text.text : '';
      expect(text.slice(citation.place?.from, citation.place?.to)).toBe(citation.marker);
      if (citation.type === 'file_citation' && citation.match) {
        const { step, call, result } = citation.match.place;
        const use = links.results.get(`${step}/${call}/${result}`);
        expect([...(use?.citations ?? []), ...(use?.perhaps ?? [])]).toContain(citation);
      }
      marks++;
    }
  }
  expect(marks).toBeGreaterThan(30);
});
