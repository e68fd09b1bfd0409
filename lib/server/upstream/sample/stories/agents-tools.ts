import 'server-only';
import type { JsonObject } from '../../../../domain/json.ts';
import { docsAnswerer } from '../assistants.ts';
import type { WireTool } from '../wire.ts';

const project = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/northwind/providers/connections';

/** Tools of the Azure runs. */
export const agentTools: WireTool[] = [
  {
    type: 'openapi',
    openapi: { name: 'rota', description: 'On-call rota', spec: { openapi: '3.0.3' }, auth: { type: 'anonymous' } },
  },
  { type: 'mcp', server_label: 'handbook', server_url: 'https://mcp.northwind.example/handbook', allowed_tools: null },
  { type: 'azure_ai_search' },
  {
    type: 'connected_agent',
    connected_agent: { name: 'rota_planner', description: 'Changes shifts', id: docsAnswerer.id },
  },
  {
    type: 'bing_grounding',
    bing_grounding: { search_configurations: [{ connection_id: `${project}/web`, count: 5 }] },
  },
  { type: 'browser_automation', browser_automation: { connection: { id: `${project}/browser` } } },
  { type: 'fabric_dataagent', fabric_dataagent: { connections: [{ connection_id: `${project}/incidents` }] } },
];

/** What the MCP server said it can do: a map by the tool's name. */
export const listedTools: JsonObject = {
  list_changes: {
    description: 'Changes of handbook pages since a day, newest first, as a unified diff.',
    parameters: {
      type: 'object',
      properties: { since: { type: 'string' }, path: { type: 'string', description: 'Folder or page' } },
      required: ['since'],
      additionalProperties: false,
      $schema: 'http://json-schema.org/draft-07/schema#',
    },
  },
  read_page: {
    description: 'One page of the handbook as Markdown.',
    parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
  },
  search_handbook: { description: 'Full-text search. Returns at most ten pages.', parameters: { type: 'object' } },
};
