import 'server-only';
import { onTestFinished, vi } from 'vitest';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startLoopbackHost } from '../upstream/loopback-host.ts';
import { isRole } from '../../domain/role.ts';
import { Secret } from '../secret.ts';
import type { SourceConfig } from '../source-config.ts';
import { createSource, type Source } from '../upstream/sources.ts';
import { flushPassed } from './flush-passed.ts';
import { passThrough } from './pass-through.ts';
import { failureResponse, toFailure } from '../http/failure-response.ts';

export const TOKEN = 'token-of-runlens-0123456789';
export const KEY = 'sk-source-key-0123456789';

/** One request as the host got it. */
export interface Asked {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

interface Options {
  operate?: boolean;
  token?: string | null;
  timeout?: number;
  source?: Partial<SourceConfig>;
  /** Answers before the body was read. */
  early?: boolean;
}

/** Access tokens of the test, whose last word is their role. */
const roleOf = async (token: string) => {
  const word = token.split('-').at(-1);
  return isRole(word) ? word : null;
};

let count = 0;

/** A host on loopback as a source of its own among `sources`, and the pass-through to it, for the running test. */
export async function passThroughTo(
  sources: Map<string, Source>,
  handler: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  { operate = true, token = TOKEN, timeout = 600, source = {}, early = false }: Options = {},
) {
  const asked: Asked[] = [];
  const host = await startLoopbackHost((request, response) => {
    const note = (body: string) =>
      asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    if (early) {
      note('');
      handler(request, response, '');
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')));
    request.on('end', () => {
      note(body);
      handler(request, response, body);
    });
  });
  const id = `s${count++}`;
  const auth = { type: 'bearer' as const, secret: new Secret(KEY) };
  const made = { id, name: 'Production', dialect: 'assistants', baseUrl: host.baseUrl, query: {}, headers: {}, auth };
  vi.stubEnv('RUNLENS_OPERATE', operate ? '1' : '0');
  vi.stubEnv('RUNLENS_PROXY_TOKEN', token ?? '');
  vi.stubEnv('RUNLENS_PROXY_TIMEOUT_S', String(timeout));
  forget();
  sources.set(id, createSource({ ...made, ...source }));
  onTestFinished(async () => {
    await flushPassed();
    vi.unstubAllEnvs();
    forget();
  });
  return {
    id,
    asked,
    host,
    /** A call as an SDK client makes it; failures as the route answers them. */
    async call(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> {
      const headers = new Headers(init.headers);
      if (!headers.has('authorization')) headers.set('authorization', `Bearer ${TOKEN}`);
      const request = new Request(`http://localhost:3000/api/proxy/${id}/v1/${path}`, { ...init, headers });
      return passThrough(request, id, 'req-1', roleOf).catch((error: unknown) =>
        failureResponse(toFailure(error, 'req-1'), 'req-1'),
      );
    },
  };
}

function forget(): void {
  for (const name of ['environment', 'pass-through-agent']) {
    Reflect.deleteProperty(globalThis, Symbol.for(`runlens.${name}`));
  }
}
