import 'server-only';
import { type Attributes, ProxyTracerProvider, trace } from '@opentelemetry/api';
import { type Configuration, OTLPHttpJsonTraceExporter, OTLPHttpProtoTraceExporter, registerOTel } from '@vercel/otel';
import type { TracingConfig } from '../watch-config.ts';
import { beginTracing, isTracing } from './tracing-state.ts';

type SpanExporter = Exclude<Configuration['traceExporter'], string | undefined>;
type Span = Parameters<SpanExporter['export']>[0][number];

/** What of a span is sent: templates, words and numbers. Paths, queries, addresses and texts of errors stay here. */
const TOLD =
  /^(?:http\.(?:method|route|status_code|request\.method|response\.status_code)|next\.(?:route|span_type)|error\.type|runlens\.\w+)$/;

/** What the framework does once, not for a request. */
const AT_START = /^(?:LoadComponents|Instrumentation)\b/;

/** Sends traces of requests and of calls to sources from now on, once for the process. */
export function startTracing({ url, protocol, headers }: TracingConfig): void {
  if (!beginTracing()) return;
  const sent = Object.fromEntries(Array.from(headers, ([name, value]) => [name, value.reveal()]));
  const Exporter = protocol === 'http/json' ? OTLPHttpJsonTraceExporter : OTLPHttpProtoTraceExporter;
  registerOTel({
    serviceName: 'runlens',
    // Nothing is added to requests that leave: what a source is sent is built from nothing.
    instrumentations: [],
    // Else the package adds one of its own for the same address, which tells everything.
    spanProcessors: [],
    traceExporter: tellingLittle(new Exporter({ url, headers: sent })),
  });
}

/** Sends what waits to be sent. Never rejects: a collector that is gone keeps nobody from ending. */
export async function flushTraces(): Promise<void> {
  if (!isTracing()) return;
  const known = trace.getTracerProvider();
  const provider: object = known instanceof ProxyTracerProvider ? known.getDelegate() : known;
  if ('forceFlush' in provider && typeof provider.forceFlush === 'function') {
    await Promise.resolve(provider.forceFlush()).catch(() => undefined);
  }
}

/** An exporter that hands on spans without anything that a visitor, a source or a run chose. */
function tellingLittle(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.filter(isOfRequest).map(cleanSpan), done),
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush && { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
  };
}

function isOfRequest({ attributes }: Span): boolean {
  return !AT_START.test(String(attributes['next.span_type'] ?? ''));
}

function cleanSpan(span: Span): Span {
  const attributes: Attributes = Object.fromEntries(
    Object.entries(span.attributes).filter(([name]) => TOLD.test(name)),
  );
  const route = attributes['http.route'] ?? attributes['next.route'];
  const { code } = span.status;
  const name = cleanName(span.name, typeof route === 'string' ? route : null);
  return Object.create(span, {
    name: { value: name, enumerable: true },
    attributes: { value: attributes, enumerable: true },
    events: { value: [], enumerable: true },
    links: { value: [], enumerable: true },
    status: { value: { code }, enumerable: true },
  }) as Span;
}

/** The words of a name up to an address in it, which its template replaces. */
function cleanName(name: string, route: string | null): string {
  const words = name.split(' ');
  const at = words.findIndex((word) => /[/?#%:]/.test(word));
  if (at === -1) return name;
  return [...words.slice(0, at), ...(route === null ? [] : [route])].join(' ') || 'request';
}
