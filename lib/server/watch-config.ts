import 'server-only';
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

type Report = (variable: string, problem: string) => void;

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
  const exact = read('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  const base = read('OTEL_EXPORTER_OTLP_ENDPOINT');
  if (
    (exact ?? base) === undefined ||
    read('OTEL_SDK_DISABLED') === 'true' ||
    read('OTEL_TRACES_EXPORTER') === 'none'
  ) {
    return null;
  }
  const url = exact ?? `${base?.replace(/\/+$/, '')}/v1/traces`;
  const variable = exact === undefined ? 'OTEL_EXPORTER_OTLP_ENDPOINT' : 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    report(variable, 'must be the http address of a collector, for example http://localhost:4318');
    return null;
  }
  const named = read('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') ?? read('OTEL_EXPORTER_OTLP_PROTOCOL') ?? 'http/protobuf';
  if (named !== 'http/protobuf' && named !== 'http/json') {
    report('OTEL_EXPORTER_OTLP_PROTOCOL', 'must be http/protobuf or http/json; traces are not sent by gRPC');
  }
  const headers = read('OTEL_EXPORTER_OTLP_TRACES_HEADERS') ?? read('OTEL_EXPORTER_OTLP_HEADERS') ?? '';
  return { url, protocol: named === 'http/json' ? named : 'http/protobuf', headers: readHeaders(headers, report) };
}

/** `name=value,name=value`, values as in an address. */
function readHeaders(text: string, report: Report): Map<string, Secret> {
  const headers = new Map<string, Secret>();
  for (const pair of text.split(',').filter((one) => one.trim() !== '')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim().toLowerCase();
    const value = decoded(pair.slice(at + 1).trim());
    if (at < 1 || !/^[a-z0-9-]{1,64}$/.test(name) || !isHeaderValue(value)) {
      report('OTEL_EXPORTER_OTLP_HEADERS', 'must be pairs such as api-key=abc, separated by commas');
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
