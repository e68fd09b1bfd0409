import 'server-only';
import { writeExactJson } from '../../../domain/exact-json.ts';
import { fail, isFailure } from '../../../domain/failure.ts';
import type { Json } from '../../../domain/json.ts';
import type { SourceReader } from '../dialect.ts';
import type { Upstream, UpstreamJson } from '../upstream-fetch.ts';
import { wholeText } from '../without-too-deep.ts';
import { getListPage, getObject, MAX_OBJECT_BYTES, PageBudget } from './client.ts';
import { elementId, type WirePage } from './list-page.ts';
import { checkId, parseRunKey } from './run-key.ts';
import { runPath } from './run-reader.ts';
import { stepToDomain } from './step-to-domain.ts';
import { idAt, mapPage } from './thread-reader.ts';

/** The protocol's only `include[]` value: without it file-search results come without their content. */
const INCLUDE = [['include[]', 'step_details.tool_calls[*].file_search.results[*].content']] as const;

interface StepReader extends Pick<SourceReader, 'listSteps' | 'getStep'> {
  /** The step's own JSON: as the source sent it, or the element of the list where the source reads no single steps. */
  rawStep(key: string, stepId: string, signal: AbortSignal): Promise<string>;
}

interface StepsQuery {
  cursor?: string | undefined;
  limit: number;
  order: 'asc' | 'desc';
}

/** Reads the steps of runs. */
export function stepReader(upstream: Upstream): StepReader {
  let includeRefused = false;

  /** Asks with `include[]`; a host that refuses that and answers without it is asked without it from then on. */
  const included = async <T>(ask: (query: typeof INCLUDE | []) => Promise<T>): Promise<T> => {
    if (includeRefused) return ask([]);
    try {
      return await ask(INCLUDE);
    } catch (error) {
      if (!isFailure(error, 'upstream_rejected') || ![400, 422].includes(error.failure.upstreamStatus ?? 400))
        throw error;
      const answer = await ask([]).catch(() => {
        throw error;
      });
      includeRefused = true;
      return answer;
    }
  };

  const listPage = (key: string, page: StepsQuery, budget: PageBudget, signal: AbortSignal): Promise<WirePage> => {
    const ids = parseRunKey(key);
    const parent = runPath(ids);
    const request = { capability: 'steps', path: [...parent, 'steps'], object: ids.runId, parent, signal } as const;
    return included((query) => getListPage(upstream, { ...request, query }, page, budget));
  };

  /** Looks a step up in the run's list, for hosts without an endpoint for single steps; null when it is not there. */
  const findInList = async (key: string, stepId: string, signal: AbortSignal): Promise<{ element: Json } | null> => {
    const order = stepId.startsWith('step-last-') ? 'desc' : 'asc';
    const budget = new PageBudget();
    let cursor: string | undefined;
    while (budget.left > 0) {
      const asked: StepsQuery = { cursor, limit: 100, order };
      const page = await listPage(key, asked, budget, signal);
      const element = page.elements.find((wire, i) => (elementId(wire) ?? idAt('step', order, asked, i)) === stepId);
      if (element !== undefined) return { element };
      if (page.nextCursor === null) return null;
      cursor = page.nextCursor;
    }
    return null;
  };

  /** No `parent` here: a step that is gone would look like a host that cannot read steps. */
  const fetchStep = async (
    key: string,
    stepId: string,
    signal: AbortSignal,
  ): Promise<UpstreamJson & { listed?: boolean }> => {
    const path = [...runPath(parseRunKey(key)), 'steps', checkId(stepId, 'step')];
    const request = { capability: 'step', path, object: stepId, what: 'run step', signal } as const;
    try {
      return await included((query) => getObject(upstream, { ...request, query, maxBytes: MAX_OBJECT_BYTES }));
    } catch (error) {
      if (!isFailure(error, 'capability_missing', 'not_found')) throw error;
      const found = await findInList(key, stepId, signal);
      if (found) return { value: found.element, text: writeExactJson(found.element), listed: true };
      if (isFailure(error, 'not_found')) throw error;
      fail('not_found', 'The source cannot read single steps, and this step is not among the first of its run.');
    }
  };

  return {
    async listSteps(key, query, signal) {
      const order = query.order ?? 'asc';
      const page = await listPage(key, { ...query, order }, new PageBudget(), signal);
      return mapPage(page, (wire, index) => stepToDomain(wire, idAt('step', order, query, index)));
    },

    async getStep(key, stepId, signal) {
      return stepToDomain((await fetchStep(key, stepId, signal)).value, stepId);
    },

    async rawStep(key, stepId, signal) {
      const { text, listed } = await fetchStep(key, stepId, signal);
      return listed ? wholeText(text) : text;
    },
  };
}
