import { textHead } from './text-head.ts';
import type { OtherCall } from './tool-call.ts';
import { objectOf, PayloadFields } from './tool-payload.ts';
import { queryOfAddress } from './web-query.ts';

/** What a tool without a kind of its own does, in the words of a title. */
interface ToolWords {
  one: string;
  many: (count: number) => string;
  /** What a call is about, in a few words; null where it does not say. */
  subject: (fields: PayloadFields) => string | null;
}

const named = (fields: PayloadFields) => fields.text('name');
const asked = (fields: PayloadFields) => fields.text('input');
const times = (verb: string) => (count: number) => `${verb} ${count} times`;

const WEB: ToolWords = {
  one: 'Search the web',
  many: times('Search the web'),
  subject: (fields) => queryOfAddress(fields.text('requesturl') ?? ''),
};
const DATA_AGENT: ToolWords = { one: 'Ask data agent', many: times('Ask data agent'), subject: asked };

/** By the word of the source; Azure's names (reference: Azure AI agents, 2025). */
const WORDS: ReadonlyMap<string, ToolWords> = new Map<string, ToolWords>([
  ['mcp', { one: 'Call MCP tool', many: (count) => `Call ${count} MCP tools`, subject: named }],
  [
    'mcp_list_tools',
    { one: 'List tools', many: times('List tools'), subject: (fields) => fields.text('server_label') },
  ],
  ['bing_grounding', WEB],
  ['bing_custom_search', WEB],
  ['azure_ai_search', { one: 'Search an index', many: times('Search an index'), subject: asked }],
  ['openapi', { one: 'Call API', many: (count) => `Call ${count} API operations`, subject: named }],
  ['azure_function', { one: 'Call Azure function', many: (count) => `Call ${count} Azure functions`, subject: named }],
  ['connected_agent', { one: 'Ask connected agent', many: (count) => `Ask ${count} connected agents`, subject: named }],
  ['browser_automation', { one: 'Use browser', many: times('Use browser'), subject: asked }],
  ['computer_use_preview', { one: 'Use computer', many: times('Use computer'), subject: firstAction }],
  ['fabric_dataagent', DATA_AGENT],
  ['microsoft_fabric', DATA_AGENT],
  ['sharepoint_grounding', { one: 'Search SharePoint', many: times('Search SharePoint'), subject: asked }],
  ['deep_research', { one: 'Research the web', many: times('Research the web'), subject: asked }],
]);

function firstAction(fields: PayloadFields): string | null {
  const action = fields.object('action')?.type;
  return typeof action === 'string' ? action : null;
}

/** The verb for calls of one type; null for types without one. */
export function toolVerb(type: string, count = 1): string | null {
  const words = WORDS.get(type);
  return words ? (count === 1 ? words.one : words.many(count)) : null;
}

/** What a call is about, on one line of at most 120 characters; empty where it does not say or cannot be read. */
export function toolSubject(call: OtherCall): string {
  const payload = objectOf(call.payload);
  const subject = payload && WORDS.get(call.type)?.subject(new PayloadFields(payload, call.type));
  const text = subject ?? call.name ?? '';
  return textHead(textHead(text, 400).replace(/\s+/g, ' ').trim(), 120);
}
