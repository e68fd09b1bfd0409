import 'server-only';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type AuthConfig, authNotices, readAuthConfig, readTrustedProxies } from './auth-config.ts';
import {
  type ArchiveConfig,
  archiveNotices,
  DATA_FOLDER,
  readArchiveConfig,
  readAuditDays,
  readRetention,
} from './archive-config.ts';
import { checkBaseUrl } from './base-url.ts';
import { ConfigurationError, type ConfigurationProblem, type Report } from './configuration-error.ts';
import { isLoopbackHost } from './loopback.ts';
import { type OperateConfig, readOperateConfig } from './operate-config.ts';
import { processState } from './process-state.ts';
import { Secret } from './secret.ts';
import { isHeaderValue, type Lookup } from './source-auth.ts';
import { readSourceList, type SourceConfig } from './source-config.ts';
import { DIALECTS } from './upstream/dialects.ts';
import { readWatchConfig, type WatchConfig } from './watch-config.ts';

/** The checked configuration of this process. */
export interface Environment extends OperateConfig, WatchConfig {
  /** Address to listen on. */
  host: string;
  /** Port to listen on; 0 lets the system choose. */
  port: number;
  /** Whether `host` can be reached from this machine only. */
  loopback: boolean;
  /** Name of the installation for the top bar. */
  name: string | null;
  /** Own origin as people use it, such as `https://runlens.example.org`. */
  publicOrigin: string | null;
  /** Configured sources in their order; the built-in sample is not among them. */
  sources: readonly SourceConfig[];
  /** Whether the built-in sample source is there. */
  sample: boolean;
  /** Where runs are remembered. */
  archive: ArchiveConfig;
  /** Days that runs are kept; null for ever. */
  retentionDays: number | null;
  /** Days that entries of the audit trail are kept. */
  auditDays: number;
  /** Largest import by HTTP. */
  importMaxBytes: number;
  /** How people sign in. */
  auth: AuthConfig;
  /** Addresses and blocks of proxies whose headers are believed. */
  trustedProxies: readonly string[];
  /** What sessions are sealed with; null where the servers agree on one by themselves. */
  secret: Secret | null;
  /** Sentences about the configuration for the person who runs Runlens. */
  notices: readonly string[];
}

const SWITCHED_OFF = 'The vendor switched its Assistants API off on 2026-08-26';

/**
 * The configuration of this process, read once. Throws `ConfigurationError`, whose message lists every problem with an
 * example, when it cannot be used. Call it while answering, never at import time.
 */
export function readEnvironment(): Environment {
  return processState('environment', () => parseEnvironment(process.env));
}

/** Makes configured paths absolute, seen from where npm was called: the built server changes its directory. */
export function pinPaths(): void {
  const from = process.env.INIT_CWD ?? process.cwd();
  const pin = (path: string) => resolve(/* turbopackIgnore: true */ from, path);
  const path = process.env.RUNLENS_CONFIG?.trim();
  if (path) process.env.RUNLENS_CONFIG = pin(path);
  const users = process.env.RUNLENS_USERS?.trim();
  if (users && !users.startsWith('[')) process.env.RUNLENS_USERS = pin(users);
  process.env.RUNLENS_DATA_DIR = pin(process.env.RUNLENS_DATA_DIR?.trim() || DATA_FOLDER);
}

/** For a program that serves nobody: whatever address a server would listen on, nobody has to sign in to it. */
export function listenNowhere(): void {
  process.env.RUNLENS_HOST = '127.0.0.1';
}

/** Reads a configuration from the given variables; an empty value counts as not set. Throws `ConfigurationError`. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const problems: ConfigurationProblem[] = [];
  const read: Lookup = (name) => variables[name]?.trim() || undefined;
  const report = (variable: string, problem: string) => problems.push({ variable, problem });

  const host = read('RUNLENS_HOST') ?? '127.0.0.1';
  if (!isIP(host) && !/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})$/.test(host)) {
    report('RUNLENS_HOST', 'must be an IP address or a host name, without a port');
  }
  const port = read('PORT') ?? '3000';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) report('PORT', 'must be a whole number from 0 to 65535');
  const name = read('RUNLENS_NAME') ?? null;
  if (name !== null && !/^[^\p{Cc}]{1,60}$/u.test(name)) {
    report('RUNLENS_NAME', 'must be a text of 1 to 60 characters without line breaks');
  }
  const sample = read('RUNLENS_SAMPLE');
  if (sample !== undefined && sample !== '0' && sample !== '1') report('RUNLENS_SAMPLE', 'must be 1, 0 or absent');

  const archive = readArchiveConfig(read, report);
  const retentionDays = readRetention(read, report);
  const auditDays = readAuditDays(read, report);
  const operating = readOperateConfig(read, report);
  const watch = readWatchConfig(read, report);
  const importMax = read('RUNLENS_IMPORT_MAX_MB') ?? '100';
  if (!/^\d{1,6}$/.test(importMax) || Number(importMax) === 0) {
    report('RUNLENS_IMPORT_MAX_MB', 'must be a whole number of megabytes from 1 to 999999, for example 100');
  }
  const publicOrigin = readPublicOrigin(read, report);
  const trustedProxies = readTrustedProxies(read, report);
  const loopback = isLoopbackHost(host);
  const auth = readAuthConfig(read, report, { loopback, publicOrigin, trustedProxies });
  const secret = read('RUNLENS_SECRET');
  if (secret !== undefined && secret.length < 32) {
    report('RUNLENS_SECRET', 'must have 32 characters or more, for example of: openssl rand -base64 32');
  }
  const listed = readListed(read, problems);
  const vendor = readVendorSource(read, report, listed);
  const sources = vendor ? [...listed, vendor] : listed;
  const withSample = sample === '1' || (sources.length === 0 && sample !== '0');
  if (withSample && sources.some((source) => source.id === 'sample')) {
    report('RUNLENS_SAMPLE', 'adds the source "sample", but a configured source has that id already; rename yours');
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return {
    host,
    port: Number(port),
    loopback,
    name,
    publicOrigin,
    sources,
    sample: withSample,
    archive,
    retentionDays,
    auditDays,
    ...operating,
    ...watch,
    auth,
    trustedProxies,
    secret: secret === undefined ? null : new Secret(secret),
    importMaxBytes: Number(importMax) * 1024 * 1024,
    notices: [
      ...authNotices(read, auth, publicOrigin),
      ...noticesFor(read, sources, withSample),
      ...archiveNotices(archive),
    ],
  };
}

function readPublicOrigin(read: Lookup, report: Report): string | null {
  const text = read('RUNLENS_PUBLIC_URL');
  if (text === undefined) return null;
  const { url, problem } = checkBaseUrl(text, true, '');
  if (problem !== null) report('RUNLENS_PUBLIC_URL', problem);
  else if (new URL(url).origin !== url)
    report('RUNLENS_PUBLIC_URL', 'must not have a path; Runlens answers at the root');
  return url;
}

function readListed(read: Lookup, problems: ConfigurationProblem[]): SourceConfig[] {
  const inline = read('RUNLENS_SOURCES');
  const path = read('RUNLENS_CONFIG');
  const context = { dialects: DIALECTS.map((dialect) => dialect.name), lookup: read, problems };
  if (inline !== undefined && path !== undefined) {
    problems.push({ variable: 'RUNLENS_CONFIG', problem: 'is set together with RUNLENS_SOURCES; keep one of them' });
    return [];
  }
  if (inline !== undefined) return readSourceList(inline, { ...context, variable: 'RUNLENS_SOURCES' });
  if (path === undefined) return [];
  try {
    const json = readFileSync(/* turbopackIgnore: true */ path, 'utf8').replace(/^\uFEFF/, '');
    return readSourceList(json, { ...context, variable: 'RUNLENS_CONFIG' });
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    problems.push({ variable: 'RUNLENS_CONFIG', problem: `names ${resolve(path)}, which cannot be read (${why})` });
    return [];
  }
}

function readVendorSource(read: Lookup, report: Report, listed: readonly SourceConfig[]): SourceConfig | null {
  const key = read('OPENAI_API_KEY');
  const address = read('OPENAI_BASE_URL');
  if (key === undefined || address === undefined || listed.some((source) => source.id === 'openai')) return null;
  const { url, problem } = checkBaseUrl(
    address,
    false,
    'configure the source in RUNLENS_SOURCES with "allowHttp":true',
  );
  if (problem !== null) report('OPENAI_BASE_URL', problem);
  if (!isHeaderValue(key)) report('OPENAI_API_KEY', 'holds line breaks or other characters that no header can carry');
  if (problem !== null) return null;
  const auth = { type: 'bearer' as const, secret: new Secret(key) };
  return { id: 'openai', name: 'OpenAI', dialect: 'assistants', baseUrl: url, query: {}, headers: {}, auth };
}

function noticesFor(read: Lookup, sources: readonly SourceConfig[], sample: boolean): string[] {
  const notices: string[] = [];
  const instead = sample ? ' Until then the built-in sample source is here to look at.' : '';
  if (sources.length === 0 && read('OPENAI_API_KEY') !== undefined) {
    notices.push(
      `OPENAI_API_KEY is set, but no source was made from it: ${SWITCHED_OFF}. To read a host that still serves it, set OPENAI_BASE_URL as well, or describe your hosts in RUNLENS_SOURCES.${instead}`,
    );
  } else if (sources.length === 0 && read('OPENAI_BASE_URL') !== undefined) {
    notices.push(
      `OPENAI_BASE_URL is set without OPENAI_API_KEY, so no source was made from it. Set the key as well, or describe a host that needs none in RUNLENS_SOURCES with "auth":{"type":"none"}.${instead}`,
    );
  } else if (sources.length === 0 && !sample) {
    notices.push(
      'No source is configured and RUNLENS_SAMPLE=0 keeps the sample away. Describe a source in RUNLENS_SOURCES.',
    );
  }
  for (const source of sources) {
    if (source.dialect === 'assistants' && new URL(source.baseUrl).hostname === 'api.openai.com') {
      notices.push(`The source ${source.name} points at api.openai.com. ${SWITCHED_OFF}, so it will answer 404.`);
    }
  }
  return notices;
}
