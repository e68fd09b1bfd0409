import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { isAllowedHost } from '../server/http/allowed-host.ts';
import { type Outside, pathOf } from '../server/observe/observe-server.ts';
import { currentRequest } from '../server/observe/request-record.ts';
import { type RoutesManifest, routeTemplates } from '../server/observe/route-templates.ts';
import { readAnswerHeaders } from './answer-headers.ts';
import type { AnswerFile } from './static-files.ts';

/** The framework answers an error of its own to any other. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Hashed files, which are read only: sent anything else, the framework tells of an error. */
const STATIC_FILES = '/_next/static/';
const READS = new Set(['GET', 'HEAD']);
/** Asks for a part of a file, or for it on conditions. The framework answers those it cannot meet by an error; all may be left aside (RFC 9110, 13.2.1 and 14.2). */
const ON_CONDITIONS = ['range', 'if-range', 'if-match', 'if-unmodified-since'];
/** The framework's optimizer of pictures, which is off: asked for, it would tell of an error. */
const ASKED_FOR_PICTURES = /^\/+_next\/+image\/*$/i;
const YEAR_S = 31_536_000;
/** Asked for by machines, by whatever name. */
const ANY_HOST = new Set(['/api/health', '/api/ready', '/api/metrics']);

/**
 * How requests of the server built in `folder` are seen from outside: templates of its routes, and the headers that every
 * answer has, whoever makes it. `https` says that people reach it by https.
 */
export function readOutside(folder: URL, https: boolean, answerFile: AnswerFile): Outside {
  const manifest = JSON.parse(readFileSync(new URL('.next/routes-manifest.json', folder), 'utf8')) as RoutesManifest;
  const headers: Record<string, string> = {
    ...readAnswerHeaders(folder),
    'cache-control': 'private, no-store',
    // Pages and answers of the API bring their own.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    ...(https && { 'strict-transport-security': `max-age=${YEAR_S}` }),
  };
  return {
    template: routeTemplates(manifest),
    headers,
    answers(request, response, route) {
      if (!METHODS.has(request.method ?? '')) return refuse(response, 405, 'This method is not served here.');
      if (!isPath(request.url ?? '')) return refuse(response, 400, 'This address cannot be read.');
      // Which of two names counts is a question that a proxy in front may answer in another way.
      if ((request.headersDistinct.host?.length ?? 0) > 1)
        return refuse(response, 400, 'This request names two hosts.');
      if (!ANY_HOST.has(route) && !isAllowedHost(request.headers.host ?? null)) {
        return refuse(
          response,
          421,
          'This host name is not served here. Set RUNLENS_PUBLIC_URL to the address people use.',
        );
      }
      if ((request.url ?? '').startsWith(STATIC_FILES) && !READS.has(request.method ?? '')) {
        return refuse(response, 405, 'Files are read only.', READS);
      }
      for (const name of ON_CONDITIONS) delete request.headers[name];
      if (ASKED_FOR_PICTURES.test(decodeURIComponent(pathOf(request.url ?? '')))) {
        return refuse(response, 404, 'There is nothing here.');
      }
      return answerFile(request, response);
    },
  };
}

/** A whole address in its place would be redirected to, and broken escapes are an error inside the framework. */
function isPath(target: string): boolean {
  if (!target.startsWith('/')) return false;
  try {
    return decodeURIComponent(pathOf(target)) !== '';
  } catch {
    return false;
  }
}

/** Answers in the envelope of errors what no handler could. */
function refuse(response: ServerResponse, status: number, message: string, methods = METHODS): true {
  const code =
    ({ 404: 'not_found', 405: 'method_not_allowed', 421: 'wrong_host' } as Record<number, string>)[status] ??
    'invalid_request';
  const allow = status === 405 ? { allow: [...methods].join(', ') } : {};
  response.writeHead(status, { 'content-type': 'application/json', ...allow });
  response.end(JSON.stringify({ error: { code, message, request_id: currentRequest()?.id } }));
  return true;
}
