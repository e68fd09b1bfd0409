import 'server-only';
import { Agent, fetch } from 'undici';
import { processState } from '../process-state.ts';
import { type Answer, UPSTREAM_LIMITS, type UpstreamLimits } from './connection.ts';

type AgentLimits = Pick<UpstreamLimits, 'connect' | 'headers' | 'idle'>;

/** A pool of connections with these limits; all sources share the one of the standard limits. */
export function createAgent(limits: AgentLimits): Agent {
  return new Agent({
    connect: { timeout: limits.connect },
    headersTimeout: limits.headers,
    bodyTimeout: limits.idle,
  });
}

interface Sending {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: URLSearchParams | string;
  signal: AbortSignal;
  agent?: Agent;
}

/** Sends one request. Redirects are not followed: their answer is given back. */
export async function sendToNetwork(url: string, sending: Sending): Promise<Answer> {
  const { agent, ...request } = sending;
  const dispatcher = agent ?? processState('upstream-agent', () => createAgent(UPSTREAM_LIMITS));
  const { status, headers, body } = await fetch(url, { ...request, redirect: 'manual', dispatcher });
  return { status, headers, body: body as ReadableStream<Uint8Array> | null };
}
