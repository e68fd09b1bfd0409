import 'server-only';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { processState } from '../process-state.ts';

/** What is read off when somebody asks, by the name of its series. */
export type Readings = Readonly<Record<ReadingName, number | null>>;

/** Upper bounds, seconds: the last are the limits of calls to sources. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60];

const READINGS = {
  runlens_followers: 'Runs that are being followed at their sources.',
  runlens_live_connections: 'Connections that hear events of runs or of the list of runs.',
  runlens_upstream_calls_in_flight: 'Calls to sources under way.',
  runlens_keep_queue: 'Runs that wait to be kept or are being kept.',
  runlens_imports_in_flight: 'Imports that wait or are under way.',
  runlens_archive_up: '1 where the archive answers, 0 where it does not; absent where it is off.',
  runlens_archive_runs: 'Runs kept.',
  runlens_archive_whole_runs: 'Runs kept with all that belongs to them.',
  runlens_archive_objects: 'Runs, steps, messages and other objects kept.',
  runlens_archive_file_bytes: 'Bytes of kept files, equal ones counted once.',
  runlens_archive_bytes: 'Bytes that the database takes.',
} as const;

type ReadingName = keyof typeof READINGS;

/** The counters of this process. Labels are templates, ids of configured sources and words of ours, so that they stay few. */
export interface Metrics {
  requestBegan(): void;
  requestEnded(request: { method: string; route: string; status: number; seconds: number }): void;
  /** `status` is that of the source's answer, or a word where none came. */
  callEnded(call: { source: string; status: string; seconds: number }): void;
  /** Everything in the text format of Prometheus, and the type of that text. */
  text(readings: Readings): Promise<{ body: string; type: string }>;
}

/** The metrics of the process, made by the first who counts. */
export function metrics(): Metrics {
  return processState('metrics', makeMetrics);
}

function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const inFlight = new Gauge({ name: 'runlens_http_requests_in_flight', help: 'Requests being answered.', registers });
  const requests = new Counter({
    name: 'runlens_http_requests_total',
    help: 'Answered requests by route template and status.',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'runlens_http_request_duration_seconds',
    help: 'From the request to the end of its answer.',
    labelNames: ['method', 'route'] as const,
    buckets: BOUNDS,
    registers,
  });
  const calls = new Counter({
    name: 'runlens_upstream_calls_total',
    help: 'Calls to sources, each try, by status; a word where no answer came.',
    labelNames: ['source', 'status'] as const,
    registers,
  });
  const callSeconds = new Histogram({
    name: 'runlens_upstream_call_duration_seconds',
    help: 'From a call to the headers of its answer.',
    labelNames: ['source'] as const,
    buckets: BOUNDS,
    registers,
  });
  return {
    requestBegan: () => inFlight.inc(),
    requestEnded({ method, route, status, seconds }) {
      inFlight.dec();
      requests.inc({ method, route, status });
      requestSeconds.observe({ method, route }, seconds);
    },
    callEnded({ source, status, seconds }) {
      calls.inc({ source, status });
      callSeconds.observe({ source }, seconds);
    },
    async text(readings) {
      // Made anew for every reading: what is not known now is absent, never the number of a while ago.
      const read = new Registry();
      for (const [name, help] of Object.entries(READINGS)) {
        const value = readings[name as ReadingName];
        if (value !== null) new Gauge({ name, help, registers: [read] }).set(value);
      }
      return { body: `${await registry.metrics()}\n${await read.metrics()}`, type: registry.contentType };
    },
  };
}
