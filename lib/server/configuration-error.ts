import 'server-only';

/** One thing that is wrong with the configuration. */
export interface ConfigurationProblem {
  /** Name of the environment variable. */
  variable: string;
  /** Goes on after the variable's name; never repeats a value that may be a key. */
  problem: string;
}

/** Notes what is wrong with a variable; the sentence goes on after its name and never repeats a value that may be a key. */
export type Report = (variable: string, problem: string) => void;

const SOURCE =
  '{"id":"prod","name":"Production","dialect":"assistants","baseUrl":"https://host/prefix/v1","auth":{"type":"bearer","env":"PROD_KEY"}}';

const EXAMPLES: Record<string, string> = {
  PORT: 'PORT=3000',
  RUNLENS_HOST: 'RUNLENS_HOST=127.0.0.1',
  RUNLENS_SOURCES: `RUNLENS_SOURCES='[${SOURCE}]'`,
  RUNLENS_CONFIG: `RUNLENS_CONFIG=./sources.json with the content [${SOURCE}]`,
  OPENAI_API_KEY: 'OPENAI_API_KEY=sk-…',
  OPENAI_BASE_URL: 'OPENAI_BASE_URL=https://host/v1',
  RUNLENS_SAMPLE: 'RUNLENS_SAMPLE=1',
  RUNLENS_PUBLIC_URL: 'RUNLENS_PUBLIC_URL=https://runlens.example.org',
  RUNLENS_IMPORT_MAX_MB: 'RUNLENS_IMPORT_MAX_MB=100',
  RUNLENS_NAME: 'RUNLENS_NAME="Team runs"',
  RUNLENS_AUTH: 'RUNLENS_PASSWORD="$(openssl rand -base64 18)"',
  RUNLENS_USERS: 'RUNLENS_USERS=./users.json',
  RUNLENS_PASSWORD: 'RUNLENS_PASSWORD="$(openssl rand -base64 18)"',
  RUNLENS_SECRET: 'RUNLENS_SECRET="$(openssl rand -base64 32)"',
  RUNLENS_TRUST_PROXY: 'RUNLENS_TRUST_PROXY=10.0.0.5',
  RUNLENS_ROLES: `RUNLENS_ROLES='{"runlens-admins":"admin","*":"viewer"}'`,
  RUNLENS_OIDC_ISSUER: 'RUNLENS_OIDC_ISSUER=https://id.example.org',
  RUNLENS_OIDC_CLIENT_ID: 'RUNLENS_OIDC_CLIENT_ID=runlens',
  RUNLENS_OIDC_CLIENT_SECRET: 'RUNLENS_OIDC_CLIENT_SECRET=…',
  RUNLENS_HEADER_USER: 'RUNLENS_HEADER_USER=x-forwarded-user',
  RUNLENS_HEADER_GROUPS: 'RUNLENS_HEADER_GROUPS=x-forwarded-groups',
  DATABASE_URL: 'DATABASE_URL=postgres://user:password@host:5432/runlens',
  RUNLENS_DATA_DIR: 'RUNLENS_DATA_DIR=./data',
  RUNLENS_ARCHIVE: 'RUNLENS_ARCHIVE=off',
  RUNLENS_OPERATE: 'RUNLENS_OPERATE=1',
  RUNLENS_PROXY_TOKEN: 'RUNLENS_PROXY_TOKEN=$(openssl rand -hex 24)',
  RUNLENS_PROXY_TIMEOUT_S: 'RUNLENS_PROXY_TIMEOUT_S=600',
  RUNLENS_RETENTION_DAYS: 'RUNLENS_RETENTION_DAYS=90',
  RUNLENS_AUDIT_DAYS: 'RUNLENS_AUDIT_DAYS=365',
  RUNLENS_LOG: 'RUNLENS_LOG=errors',
  RUNLENS_METRICS_TOKEN: 'RUNLENS_METRICS_TOKEN=$(openssl rand -hex 24)',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://localhost:4318/v1/traces',
  OTEL_EXPORTER_OTLP_PROTOCOL: 'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf',
  OTEL_EXPORTER_OTLP_HEADERS: 'OTEL_EXPORTER_OTLP_HEADERS=api-key=abc,x-team=runs',
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'OTEL_EXPORTER_OTLP_TRACES_HEADERS=api-key=abc,x-team=runs',
  AZURE_TENANT_ID: 'AZURE_TENANT_ID=00000000-0000-0000-0000-000000000000',
  AZURE_CLIENT_ID: 'AZURE_CLIENT_ID=00000000-0000-0000-0000-000000000000',
  AZURE_CLIENT_SECRET: 'AZURE_CLIENT_SECRET=…',
  AZURE_AUTHORITY_HOST: 'AZURE_AUTHORITY_HOST=https://login.microsoftonline.com',
};

/**
 * The environment cannot be used. The message can be printed: one line for one problem, else a list of them, with an example for
 * each variable.
 */
export class ConfigurationError extends Error {
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    super(describe(problems));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

function describe(problems: readonly ConfigurationProblem[]): string {
  const [first] = problems;
  if (first && problems.length === 1) {
    const example = EXAMPLES[first.variable];
    return `${first.variable}: ${first.problem.replace(/\.$/, '')}.${example ? ` Example: ${example}` : ''}`;
  }
  const lines = [`The configuration has ${problems.length} problems:`];
  for (const variable of new Set(problems.map((one) => one.variable))) {
    for (const one of problems) if (one.variable === variable) lines.push(`  ${variable}: ${one.problem}`);
    const example = EXAMPLES[variable];
    if (example) lines.push(`    Example: ${example}`);
  }
  return lines.join('\n');
}
