import { expect, it } from 'vitest';
import { ConfigurationError } from './configuration-error.ts';
import { parseEnvironment } from './env.ts';

const problemOf = (variables: Record<string, string>): string => {
  try {
    parseEnvironment(variables);
    return '';
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
};

it('sends no traces and asks for no token unless told to', () => {
  expect(parseEnvironment({})).toMatchObject({ metricsToken: null, log: null, tracing: null });
});

it('reads the variables of OpenTelemetry as its own programs do', () => {
  const { tracing } = parseEnvironment({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example/base/',
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b, x-team = c=d ',
  });
  expect(tracing).toMatchObject({ url: 'https://collector.example/base/v1/traces', protocol: 'http/protobuf' });
  expect(Array.from(tracing?.headers ?? [], ([name, value]) => [name, value.reveal()])).toEqual([
    ['api-key', 'a b'],
    ['x-team', 'c=d'],
  ]);
  expect(JSON.stringify(tracing)).not.toContain('a b');
  const exact = {
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4318/x',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  };
  expect(parseEnvironment(exact).tracing).toMatchObject({ url: 'http://localhost:4318/x', protocol: 'http/json' });
  expect(parseEnvironment({ ...exact, OTEL_SDK_DISABLED: 'true' }).tracing).toBeNull();
});

it('says what cannot be used', () => {
  expect(problemOf({ RUNLENS_METRICS_TOKEN: 'short' })).toContain('RUNLENS_METRICS_TOKEN');
  expect(problemOf({ RUNLENS_LOG: 'everything' })).toContain('RUNLENS_LOG');
  expect(problemOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4317' })).toContain('OTEL_EXPORTER_OTLP_ENDPOINT');
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317' };
  expect(problemOf({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toContain('gRPC');
  expect(problemOf({ ...endpoint, OTEL_EXPORTER_OTLP_HEADERS: 'nonsense' })).toContain('OTEL_EXPORTER_OTLP_HEADERS');
});

it.each([
  ['ENDPOINT', 'localhost:4317'],
  ['PROTOCOL', 'grpc'],
  ['HEADERS', 'nonsense'],
])('names the variable that holds what is wrong: that for traces alone, where it is set (%s)', (part, value) => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317' };
  for (const variable of [`OTEL_EXPORTER_OTLP_TRACES_${part}`, `OTEL_EXPORTER_OTLP_${part}`]) {
    expect(problemOf({ ...endpoint, [variable]: value })).toMatch(
      new RegExp(`^${variable}: must be .* Example: ${variable}=`),
    );
  }
});
