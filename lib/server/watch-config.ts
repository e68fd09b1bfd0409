import 'server-only';
import type { Report } from './configuration-error.ts';
import { Secret } from './secret.ts';
import { isHeaderValue, type Lookup } from './source-auth.ts';

/** Where traces are sent: an OTLP collector over HTTP. */
export interface TracingConfig {
  url: string;
  protocol: 'http/json' | 'http/protobuf';
  /** Headers for the collector, such as its key. */
  headers: ReadonlyMap<string, Secret>;
}

/** How Runlens itself is watched. */
export interface WatchConfig {
  /** What those who read metrics from elsewhere present; null leaves them to this machine. */
  metricsToken: Secret | null;
  /** What is written to the log; null where nothing was said. */
  log: 'requests' | 'errors' | null;
  /** Null without a collector. */
  tracing: TracingConfig | null;
}

const SHORTEST_TOKEN = 16;

/** Reads RUNLENS_METRICS_TOKEN, RUNLENS_LOG and the variables of OpenTelemetry; reports what cannot be used. */
export function readWatchConfig(read: Lookup, report: Report): WatchConfig {
  const token = read('RUNLENS_METRICS_TOKEN');
  if (token !== undefined && (token.length < SHORTEST_TOKEN || !isHeaderValue(token) || token.includes(' '))) {
    report('RUNLENS_METRICS_TOKEN', `must have ${SHORTEST_TOKEN} characters or more, none of them a space`);
  }
  const log = read('RUNLENS_LOG') ?? null;
  if (log !== null && log !== 'requests' && log !== 'errors') {
    report('RUNLENS_LOG', 'must be requests (one line each), errors (only what went wrong) or absent');
  }
  return {
    metricsToken: token === undefined ? null : new Secret(token),
    log: log === 'requests' || log === 'errors' ? log : null,
    tracing: readTracing(read, report),
  };
}

function readTracing(read: Lookup, report: Report): TracingConfig | null {
  const [endpoint, address] = forTraces('ENDPOINT', read);
  const off = read('OTEL_SDK_DISABLED') === 'true' || read('OTEL_TRACES_EXPORTER') === 'none';
  if (address === undefined || off) return null;
  const url = endpoint.includes('_TRACES_') ? address : `${address.replace(/\/+$/, '')}/v1/traces`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    report(endpoint, 'must be the http address of a collector');
    return null;
  }
  const [variable, protocol = 'http/protobuf'] = forTraces('PROTOCOL', read);
  if (protocol !== 'http/protobuf' && protocol !== 'http/json') {
    report(variable, 'must be http/protobuf or http/json; traces are not sent by gRPC');
  }
  const headers = readHeaders(...forTraces('HEADERS', read), report);
  return { url, protocol: protocol === 'http/json' ? protocol : 'http/protobuf', headers };
}

/**
 * The variable that says a part of where traces go, and its value: that for traces alone, else that for everything
 * (https://opentelemetry.io/docs/specs/otel/protocol/exporter/).
 */
function forTraces(
  part: 'ENDPOINT' | 'PROTOCOL' | 'HEADERS',
  read: Lookup,
): [variable: string, value: string | undefined] {
  const alone = `OTEL_EXPORTER_OTLP_TRACES_${part}`;
  const variable = read(alone) === undefined ? `OTEL_EXPORTER_OTLP_${part}` : alone;
  return [variable, read(variable)];
}

/** `name=value,name=value`, values as in an address. */
function readHeaders(variable: string, text: string | undefined, report: Report): Map<string, Secret> {
  const headers = new Map<string, Secret>();
  for (const pair of (text ?? '').split(',').filter((one) => one.trim() !== '')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim().toLowerCase();
    const value = decoded(pair.slice(at + 1).trim());
    if (at < 1 || !/^[a-z0-9-]{1,64}$/.test(name) || !isHeaderValue(value)) {
      report(variable, 'must be pairs such as api-key=abc, separated by commas');
    } else headers.set(name, new Secret(value));
  }
  return headers;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
