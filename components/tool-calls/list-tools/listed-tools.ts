import { isJsonObject, type Json, type JsonObject } from '#lib/domain/json.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';

/** One tool of a server. `parameters` is a JSON schema; null where the source gave none. */
export interface ListedTool {
  name: string;
  description: string | null;
  parameters: Json;
  rest: JsonObject;
}

/**
 * The tools of a list: a map by name (Azure agents, 2025) or a list with names (Responses). Null where it is neither, so
 * that it can be shown as it came.
 */
export function toolsIn(tools: Json): ListedTool[] | null {
  if (Array.isArray(tools)) {
    const list = tools.map((tool) => {
      if (!isJsonObject(tool) || typeof tool.name !== 'string') return null;
      const { name, ...rest } = tool;
      return toolOf(name, rest);
    });
    return list.every((tool) => tool !== null) ? list : null;
  }
  if (!isJsonObject(tools)) return null;
  const list = Object.entries(tools).map(([name, tool]) => (isJsonObject(tool) ? toolOf(name, tool) : null));
  return list.every((tool) => tool !== null) ? list : null;
}

function toolOf(name: string, tool: JsonObject): ListedTool {
  const fields = new PayloadFields(tool, null);
  const description = fields.text('description');
  return { name, description, parameters: fields.value('parameters'), rest: fields.rest() };
}
