import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ground } from './environment.ts';
import { freePort, type Started, startApp } from './server-process.ts';
import { sourceEnvironment } from './test-sources.ts';

const TOKEN = 'a-token-of-the-browser-tests-0123456789';
const SOURCE = 'agents';

/** A run at the host that takes runs, in a thread of its own. */
export interface StartedRun {
  thread: string;
  id: string;
  key: string;
}

/** The built app with a source whose runs go on, to be ended and started again by a test; what it keeps outlives that. */
export class LiveApp {
  #folder = '';
  #port = 0;
  #app: Started | null = null;

  get origin(): string {
    return `http://localhost:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#folder ||= await mkdtemp(join(tmpdir(), 'runlens-live-'));
    this.#port ||= await freePort();
    const [bearer = '', plain = ''] = ground().keys;
    this.#app = startApp({
      PORT: String(this.#port),
      ...sourceEnvironment(ground().upstream, { bearer, plain }, false),
      RUNLENS_OPERATE: '1',
      RUNLENS_PROXY_TOKEN: TOKEN,
      RUNLENS_DATA_DIR: this.#folder,
    });
    await this.#app.until(/Runlens on /);
  }

  async stop(): Promise<void> {
    await this.#app?.stop();
  }

  async end(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  pageOf({ key }: StartedRun): string {
    return `${this.origin}/runs/${SOURCE}/${key}`;
  }

  /**
   * Starts what an assistant of the host does, `pace` ms between its events; with `stream` they pass through the app, in the
   * way that `delivery` names: whole, twice, hostile, cut or stall.
   */
  async run(assistant: string, pace: number, stream = false, delivery = 'whole'): Promise<StartedRun> {
    const question = { messages: [{ role: 'user', content: 'Is it warm?' }] };
    const { id: thread } = (await (await this.#write('threads', question)).json()) as { id: string };
    const asked = { assistant_id: `asst_${assistant}`, metadata: { pace: String(pace), delivery }, stream };
    const answer = await this.#write(`threads/${thread}/runs`, asked);
    const id = stream ? await firstRunId(answer) : ((await answer.json()) as { id: string }).id;
    return { thread, id, key: `${thread}.${id}` };
  }

  /** Answers the one call that the run waits for; what follows passes through the app. */
  async answer({ thread, id, key }: StartedRun, output: string): Promise<void> {
    const { run } = (await (await fetch(`${this.origin}/api/runs/${SOURCE}/${key}`)).json()) as {
      run: { requiredAction: { calls: { id: string }[] } };
    };
    const tool_outputs = run.requiredAction.calls.map((call) => ({ tool_call_id: call.id, output }));
    const answer = await this.#write(`threads/${thread}/runs/${id}/submit_tool_outputs`, {
      tool_outputs,
      stream: true,
    });
    void answer.text().catch(() => {});
  }

  async cancel({ thread, id }: StartedRun): Promise<void> {
    await this.#write(`threads/${thread}/runs/${id}/cancel`, {});
  }

  #write(path: string, body: object): Promise<Response> {
    return fetch(`${this.origin}/api/proxy/${SOURCE}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}

/** Reads a stream of events up to the run's id; the rest is read without being looked at. */
async function firstRunId(answer: Response): Promise<string> {
  const found = Promise.withResolvers<string>();
  void (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const piece of answer.body ?? []) {
      text = text.slice(-4000) + decoder.decode(piece, { stream: true });
      const id = /"id":"(run_\w+)"/.exec(text)?.[1];
      if (id !== undefined) found.resolve(id);
    }
  })().catch(() => found.reject(new Error('The stream broke off before it named its run.')));
  return found.promise;
}
