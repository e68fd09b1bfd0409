import { describe, expect, it, test } from 'vitest';
import { aStep, functionCall, otherCall } from './domain-fixtures.ts';
import { stepTitle } from './step-title.ts';
import { toolSubject } from './tool-words.ts';

const other = (type: string, payload: object, name: string | null = null) => {
  const call = otherCall(type, JSON.stringify(payload));
  return call.kind === 'other' ? { ...call, name } : call;
};
const titleOf = (...calls: ReturnType<typeof other>[]) => {
  const { verb, subject } = stepTitle(aStep({ calls }));
  return `${verb}: ${subject}`;
};

/** Payloads as Azure sends them (2025). */
it.each([
  ['mcp', { name: 'list_changes', server_label: 'handbook', arguments: '{}' }, 'Call MCP tool: list_changes'],
  [
    'bing_grounding',
    {
      bing_grounding: {
        requesturl: "https://api.bing.microsoft.com/v7.0/search?q=Euler's Identity site=en.wikipedia.org",
      },
    },
    "Search the web: Euler's Identity site=en.wikipedia.org",
  ],
  ['bing_grounding', { bing_grounding: { requesturl: '' } }, 'Search the web: '],
  ['azure_ai_search', { azure_ai_search: { input: 'on-call\n rota' } }, 'Search an index: on-call rota'],
  ['openapi', { function: { name: 'rota_getShifts', arguments: '{}' } }, 'Call API: rota_getShifts'],
  ['connected_agent', { connected_agent: { name: 'rota_planner' } }, 'Ask connected agent: rota_planner'],
  ['browser_automation', { browser_automation: { input: 'Open the page' } }, 'Use browser: Open the page'],
  ['computer_use_preview', { computer_use_preview: { action: { type: 'click', x: 1 } } }, 'Use computer: click'],
  ['fabric_dataagent', { fabric_dataagent: { input: 'Incidents' } }, 'Ask data agent: Incidents'],
  ['sharepoint_grounding', { sharepoint_grounding: { input: 7 } }, 'Search SharePoint: '],
  ['deep_research', {}, 'Research the web: '],
])('titles a step of %s with %j', (type, payload, title) => expect(titleOf(other(type, payload))).toBe(title));

test('several calls of one type are counted', () => {
  expect(titleOf(other('mcp', {}, 'a'), other('mcp', {}, 'b'))).toBe('Call 2 MCP tools: a, b');
  expect(titleOf(other('bing_grounding', {}), other('bing_grounding', {}))).toBe('Search the web 2 times: ');
  expect(titleOf(other('mcp', {}, 'a'), other('openapi', {}, 'b'))).toBe('Call 2 tools: a, b');
  expect(titleOf(other('telepathy', {}), other('telepathy', {}))).toBe('Call 2 tools: telepathy, telepathy');
  expect(titleOf(other('constructor', {}))).toBe('Call tool: constructor');
  expect(stepTitle(aStep({ calls: [functionCall('f'), functionCall('g')] })).verb).toBe('Call 2 functions');
});

describe('a subject', () => {
  test('is the name where the payload was cut or cannot be read, and never long', () => {
    const call = other('mcp', { name: 'whole' }, 'known');
    if (call.kind !== 'other') throw new Error('not the kind that this test is about');
    expect(toolSubject({ ...call, payload: { text: '{"name":"who', truncated: true } })).toBe('known');
    expect(toolSubject({ ...call, name: null, payload: { text: '[1' } })).toBe('');
    expect(toolSubject({ ...call, payload: { text: JSON.stringify({ name: 'x'.repeat(1e6) }) } })).toHaveLength(120);
  });
});

describe('activities', () => {
  const step = (activities: unknown) =>
    aStep({ kind: 'other', type: 'activities', detail: { text: JSON.stringify({ type: 'activities', activities }) } });

  test('of one known type are named with their servers', () => {
    const list = { id: 'activity_1', type: 'mcp_list_tools', server_label: 'github', tools: {} };
    expect(stepTitle(step([list]))).toEqual({ verb: 'List tools', subject: 'github' });
    expect(stepTitle(step([list, { ...list, server_label: 'docs' }])).subject).toBe('github, docs');
  });

  test('of other types keep the word of the source', () => {
    for (const odd of [[{ type: 'dream' }], [], [7], 'no list', null])
      expect(stepTitle(step(odd))).toEqual({ verb: 'Other step', subject: 'activities' });
  });
});
