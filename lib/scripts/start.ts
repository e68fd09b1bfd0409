import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import compression from 'compression';
import { endAll, isEnding } from '../server/ending/ending.ts';
import type { Environment } from '../server/env.ts';
import { consoleAsLines } from '../server/observe/console-lines.ts';
import { setLogAmount, writeLogLine } from '../server/observe/log-line.ts';
import { observeServer, type Outside } from '../server/observe/observe-server.ts';
import { tellPeer } from '../server/observe/tell-peer.ts';
import { configurationOrExit } from './configuration.ts';
import { limitServers } from './http-limits.ts';
import { sendScriptsLate } from './late-scripts.ts';
import { readOutside } from './outside.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { readPackedFiles } from './static-files.ts';
import { stopServing } from './stop-serving.ts';
import { keepSignals, tellListenAddress } from './tool-environment.ts';

/** Answers still being written get this long after a signal to end; then their connections are closed. */
const GRACE_MS = 6_000;
const LAST_MS = 8_500;

/** The address for people: what is bound to this machine or to all of its addresses is reached as localhost. */
function address(host: string, server: Server): string {
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  if (/^(?:127\.0\.0\.1|::1|0\.0\.0\.0|::)$/.test(host)) return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function failToListen(error: NodeJS.ErrnoException, host: string, port: number): never {
  const why: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program. Stop that one, or choose another port, for example PORT=3001.`,
    EACCES: `Port ${port} may not be used by this user. Choose one above 1023, for example PORT=3000.`,
    EADDRNOTAVAIL: `RUNLENS_HOST=${host} is not an address of this machine.`,
    ENOTFOUND: `RUNLENS_HOST=${host} is not a name that this machine knows.`,
  };
  console.error(why[error.code ?? ''] ?? `Runlens cannot listen on ${host} port ${port}: ${error.message}`);
  process.exit(1);
}

const compress = compression();

/** What the framework answers leaves packed, and its pages draw themselves before they fetch scripts. */
function packAnswer(request: IncomingMessage, response: ServerResponse): void {
  compress(request, response, () => sendScriptsLate(response));
}

/** Has requests counted and told, and what is no request answered. */
function watch(server: Server, outside: Outside): void {
  server.prependListener('request', tellPeer);
  server.prependListener('request', packAnswer);
  observeServer(server, outside, isEnding);
  refuseUnreadable(server, outside.headers, (status) => {
    writeLogLine('info', { event: 'unreadable_request', status });
  });
}

/** A terminal shows what went wrong as the framework prints it; anybody else reads one JSON line of each thing told. */
function tellFromNowOn({ log }: Environment): void {
  const { isTTY } = process.stderr;
  setLogAmount(log ?? (isTTY ? 'errors' : 'requests'));
  if (!isTTY) consoleAsLines();
}

/**
 * Ends the process when it is told to: nothing new is accepted, work under way is brought to an end, open answers are written
 * (a stream that does not end by itself is cut), then the archive is closed. In any case it is gone in less than ten seconds.
 */
function endInTime(server: Server): void {
  let ending = false;
  const end = () => {
    // The same signal may come more than once: from a shell to its group, and from npm.
    if (ending) return;
    ending = true;
    void finish(server);
  };
  process.on('SIGTERM', end).on('SIGINT', end);
}

async function finish(server: Server): Promise<void> {
  setTimeout(() => process.exit(1), LAST_MS).unref();
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  await Promise.all([endAll('work'), stopServing(server)]);
  await endAll('stores');
  process.exit(0);
}

/**
 * The only way to start the built server, in the image as well. Checks the configuration before anything listens, and
 * sets what the generated server takes no options for: its address, limits and last moments.
 */
async function start(): Promise<void> {
  const environment = configurationOrExit();
  const { host, port, notices, publicOrigin } = environment;
  const here = new URL('./', import.meta.url);
  const answerFile = await readPackedFiles(here);
  const outside = readOutside(here, publicOrigin?.startsWith('https:') ?? false, answerFile);
  tellListenAddress(host, port);
  keepSignals();
  limitServers((server) => {
    const listen = server.listen.bind(server);
    server.listen = (() => listen(port, host)) as typeof server.listen;
    watch(server, outside);
    server.once('error', (error: NodeJS.ErrnoException) => failToListen(error, host, port));
    server.once('listening', () => {
      endInTime(server);
      // The framework's own banner, written right after this, gives an address that people do not use.
      const { log } = console;
      console.log = () => {};
      setImmediate(() => {
        console.log = log;
        for (const notice of notices) console.warn(`Note: ${notice}`);
        console.log(`Runlens on ${address(host, server)}`);
        tellFromNowOn(environment);
      });
    });
  });
  await import(new URL('./server.js', here).href);
}

await start();
