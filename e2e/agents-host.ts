import { ground } from './environment.ts';
import { freePort, type Started, startApp } from './server-process.ts';

/** A run that was started at the host of runs, by whoever is not Runlens. */
export interface HostRun {
  thread: string;
  run: string;
  key: string;
}

const AGENTS = '/agents/v1';

/** Sends a write to the host of runs as another client of it would. */
export async function tellHost(path: string, body: object): Promise<Record<string, unknown> & { id: string }> {
  const { upstream, keys } = ground();
  const headers = { authorization: `Bearer ${keys[0]}`, 'content-type': 'application/json' };
  const answer = await fetch(`${upstream}${AGENTS}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown> & { id: string };
}

/** Has an assistant of the host's script begin to work. */
export async function hostRun(assistant: string, settings: object = {}): Promise<HostRun> {
  const thread = await tellHost('/threads', { messages: [{ role: 'user', content: 'How is the weather?' }] });
  const run = await tellHost(`/threads/${thread.id}/runs`, { assistant_id: `asst_${assistant}`, ...settings });
  return { thread: thread.id, run: run.id, key: `${thread.id}.${run.id}` };
}

/** What writes below a path said to the host, oldest first. */
export async function heardByHost(path: string): Promise<unknown[]> {
  const { upstream } = ground();
  const answer = await fetch(`${upstream}/control?prefix=${encodeURIComponent(AGENTS + path)}`);
  const { bodies } = (await answer.json()) as { bodies: { path: string; body: unknown }[] };
  return bodies.map(({ body }) => body);
}

/** Starts a server of its own that may write to the host of runs. */
export async function startOperating(): Promise<{ app: Started; origin: string }> {
  const { upstream, keys } = ground();
  const port = await freePort();
  const source = {
    id: 'agents',
    name: 'Agents',
    dialect: 'assistants',
    baseUrl: `${upstream}${AGENTS}`,
    auth: { type: 'bearer', env: 'HOST_KEY' },
  };
  const app = startApp({
    PORT: String(port),
    RUNLENS_OPERATE: '1',
    RUNLENS_SAMPLE: '1',
    RUNLENS_SOURCES: JSON.stringify([source]),
    HOST_KEY: keys[0] ?? '',
  });
  await app.until(/Runlens on /);
  return { app, origin: `http://localhost:${port}` };
}
