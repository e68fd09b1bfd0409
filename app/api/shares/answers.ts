import { fileHeadResponse, fileResponse, textDownload } from '#lib/server/http/file-response.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readId, readPageQuery } from '#lib/server/http/list-query.ts';
import { ndjsonResponse } from '#lib/server/http/ndjson.ts';
import type { RouteCall } from '#lib/server/http/route.ts';
import { readTextPath, readTextQuery } from '#lib/server/http/text-query.ts';
import * as read from '#lib/server/shares/shared-run.ts';

/** How the addresses below a link and below a preview answer: like those of a run. */
type Answer = (shared: read.SharedRun, call: RouteCall) => Promise<Response>;

/** The run and a page of its steps. */
export const answerTrace: Answer = async (shared, { query, signal }) => {
  const { cursor, limit } = readPageQuery(query);
  return jsonResponse(await read.sharedTrace(shared, { cursor, limit }, signal));
};

/** A page, or all of them as lines when the client accepts `application/x-ndjson`. */
export const answerSteps: Answer = async (shared, { request, query, signal, requestId }) => {
  const page = readPageQuery(query);
  if (request.headers.get('accept')?.includes('application/x-ndjson')) {
    return ndjsonResponse(read.sharedStepLines(shared, page.cursor, signal), requestId);
  }
  return jsonResponse(await read.sharedSteps(shared, page, signal));
};

/** One step; `texts=cut` has long texts cut as lists do. */
export const answerStep: Answer = async (shared, { params, query, signal }) => {
  const texts = query.get('texts') === 'cut' ? 'cut' : 'whole';
  return jsonResponse(await read.sharedStep(shared, readId(params.step, 'step'), texts, signal));
};

/** Lines of a long text of a step or the places of words in it; `download=1` gives the whole as a file. */
export const answerText: Answer = async (shared, { params, query, signal }) => {
  const of = { step: readId(params.step, 'step'), path: readTextPath(query) };
  if (query.get('download') !== '1') {
    return jsonResponse(await read.sharedText(shared, of, readTextQuery(query), signal));
  }
  const { body, name, bytes } = await read.openSharedText(shared, of, signal);
  return textDownload(body, name, bytes);
};

/** A page of messages: those that the run wrote; with `of=thread` what it was asked as well. */
export const answerMessages: Answer = async (shared, { query, signal }) => {
  const of = query.get('of') === 'thread' ? 'thread' : 'run';
  return jsonResponse(await read.sharedMessages(shared, of, readPageQuery(query), signal));
};

/** JSON of the run, of the step or of the message that the query names. */
export const answerRaw: Answer = async (shared, { query, signal }) => {
  const [step, message] = [query.get('step'), query.get('message')];
  const target =
    step !== null
      ? { step: readId(step, 'step') }
      : message !== null
        ? { message: readId(message, 'message') }
        : ({ run: true } as const);
  const text = await read.sharedRaw(shared, target, signal);
  return new Response(text, { headers: { 'content-type': 'application/json; charset=utf-8' } });
};

/** Bytes of a file of the copy; HEAD tells its name and size. */
export const answerFile: Answer = async (shared, { request, params, signal }) => {
  const { body, name, bytes } = await read.sharedFile(shared, readId(params.file, 'file'), signal);
  if (request.method !== 'HEAD') return fileResponse(body, name, bytes);
  await body.cancel();
  return fileHeadResponse({ name, bytes });
};
