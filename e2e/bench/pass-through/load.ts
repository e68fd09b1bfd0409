import { Agent, request } from 'node:http';

/** Connections that ask at once. */
const AT_ONCE = 16;
/** Runs that are asked for in turn, as clients that poll do. */
const RUNS = 200;

/** Where calls go: the address in front of the source's paths, and what they show. */
export interface Target {
  base: string;
  token: string;
}

interface Call {
  method: 'GET' | 'POST';
  path: string;
}

/** Makes one call and reads it to its end; gives the ms until the first byte of its body. */
function call({ base, token }: Target, { method, path }: Call, agent: Agent): Promise<number> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
  };
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let first = 0;
    const asked = request(`${base}/${path}`, { method, headers, agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${base}/${path} answered ${response.statusCode}`));
      response.on('data', () => (first ||= performance.now() - began));
      response.on('end', () => resolve(first));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(method === 'POST' ? '{"assistant_id":"asst_bench","stream":true}' : undefined);
  });
}

/** Requests per second over `ms`, many at once. */
export async function throughput(target: Target, ms: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const began = performance.now();
  let done = 0;
  const ask = async () => {
    while (performance.now() - began < ms) {
      await call(target, { method: 'GET', path: `threads/thread_bench/runs/run_bench_${done % RUNS}` }, agent);
      done++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return done / seconds;
}

/** Ms until the first byte of each of some streams, one after another. */
export async function firstBytes(target: Target, count: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    times.push(await call(target, { method: 'POST', path: 'threads/thread_bench/runs' }, agent));
  }
  agent.destroy();
  return times;
}
