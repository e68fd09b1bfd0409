import 'server-only';
import { GET as file } from '#app/api/shared/[token]/files/[file]/route.ts';
import { GET as messages } from '#app/api/shared/[token]/messages/route.ts';
import { GET as raw } from '#app/api/shared/[token]/raw/route.ts';
import { GET as trace } from '#app/api/shared/[token]/route.ts';
import { GET as step } from '#app/api/shared/[token]/steps/[step]/route.ts';
import { GET as text } from '#app/api/shared/[token]/steps/[step]/text/route.ts';
import { GET as steps } from '#app/api/shared/[token]/steps/route.ts';
import { call } from './share-fixture.ts';

/** One answer that a recipient got: status, headers and body. */
export interface Answer {
  path: string;
  status: number;
  text: string;
}

/** Paths of texts that a step of any kind may have. */
const TEXTS = [
  'input',
  'arguments',
  'output',
  'payload',
  'outputs.0.logs',
  'outputs.1.payload',
  'results.0.content.0',
  'results.0.content.1',
];

/** Asks for everything that can be asked for with a token, with the ids that the answers name; `words` are searched for. */
export async function readEverything(
  token: string,
  files: readonly string[],
  words: readonly string[],
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const root = `/api/shared/${token}`;
  const ask = async (
    handler: typeof trace,
    path: string,
    more: Record<string, string> = {},
    init: RequestInit = {},
  ) => {
    const response = await call(handler, `${root}${path}`, { token, ...more }, init);
    const bytes = Buffer.from(await response.arrayBuffer());
    const head = [...response.headers].map((pair) => pair.join(': ')).join('\n');
    answers.push({
      path,
      status: response.status,
      text: `${head}\n${bytes.toString('utf8')}\n${bytes.toString('latin1')}`,
    });
    return bytes.toString('utf8');
  };
  await ask(trace, '?limit=1');
  await ask(trace, '');
  await ask(steps, '/steps', {}, { headers: { accept: 'application/x-ndjson' } });
  const ids = idsOf(await ask(steps, '/steps?limit=100'));
  await ask(raw, '/raw');
  for (const of of ['', '?of=thread', '?of=thread&order=desc']) {
    for (const id of idsOf(await ask(messages, `/messages${of}`))) await ask(raw, `/raw?message=${id}`);
  }
  for (const id of ids) {
    const one = { step: id };
    const whole = await ask(step, `/steps/${id}`, one);
    await ask(step, `/steps/${id}?texts=cut`, one);
    await ask(raw, `/raw?step=${id}`);
    const calls = (JSON.parse(whole) as { calls: unknown[] }).calls.length;
    const paths = Array.from({ length: calls }, (_, i) => TEXTS.map((name) => `calls.${i}.${name}`)).flat();
    for (const at of ['detail', ...paths]) {
      const query = `/steps/${id}/text?path=${at}`;
      await ask(text, `${query}&download=1`, one);
      await ask(text, `${query}&from=1&to=100000`, one);
      for (const word of words) await ask(text, `${query}&find=${encodeURIComponent(word)}`, one);
    }
  }
  for (const id of files) {
    await ask(file, `/files/${id}`, { file: id });
    await ask(file, `/files/${id}`, { file: id }, { method: 'HEAD' });
  }
  return answers;
}

function idsOf(page: string): string[] {
  return (JSON.parse(page) as { items: { id: string }[] }).items.map(({ id }) => id);
}
