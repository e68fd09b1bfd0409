import type { JsonObject } from '#lib/domain/json.ts';

/** For tests: payloads as Azure sends them (recorded in 2025), or, for computer use, as its type definitions have them; with the headings of their cards. */
export const PAYLOADS: [type: string, payload: JsonObject, headings: string[]][] = [
  [
    'mcp',
    {
      name: 'list_changes',
      server_label: 'handbook',
      arguments: '{"since":"monday"}',
      output: '+ 8 hours\n- 12 hours',
    },
    ['Arguments', 'Output'],
  ],
  [
    'bing_grounding',
    {
      bing_grounding: {
        requesturl: "https://api.bing.microsoft.com/v7.0/search?q=Euler's Identity site=en.wikipedia.org",
        response_metadata: "{'market': 'en-US', 'num_docs_retrieved': 5}",
      },
    },
    ['Response metadata'],
  ],
  [
    'bing_custom_search',
    {
      bing_custom_search: {
        requesturl: 'https://api.bing.example/custom?q=rota&customconfig=c1',
        response_metadata: '',
      },
    },
    ['Response metadata'],
  ],
  [
    'azure_ai_search',
    { azure_ai_search: { input: 'rota hours', output: "{'metadata': {'get_urls': ['https://s.example/rota-44']}}" } },
    ['Query', 'Output'],
  ],
  [
    'fabric_dataagent',
    { fabric_dataagent: { input: 'Incidents since July', output: "[{'n': 41}]" } },
    ['Question', 'Output'],
  ],
  ['sharepoint_grounding', { sharepoint_grounding: { input: 'policy', output: 'eight hours' } }, ['Query', 'Output']],
  ['deep_research', { deep_research: { input: 'orcas', output: 'They talk.' } }, ['Question', 'Output']],
  [
    'openapi',
    { function: { name: 'rota_getShifts', arguments: '{"week":"W47"}', output: '{"shifts":[{"hours":12}]}' } },
    ['Arguments', 'Output'],
  ],
  [
    'azure_function',
    { azure_function: { name: 'GetTide', arguments: '{"at":"Kiel"}', output: '"low"' } },
    ['Arguments', 'Output'],
  ],
  [
    'connected_agent',
    {
      connected_agent: {
        name: 'stock_bot',
        arguments: '{"query":"Microsoft stock price"}',
        output: 'The Microsoft stock price is $350.',
        run_id: 'run_wUHl',
        thread_id: 'thread_arY7',
        assistant_id: 'asst_KHmD',
      },
    },
    ['Arguments', 'Output'],
  ],
  [
    'browser_automation',
    {
      browser_automation: {
        input: 'Find the shift length',
        output: 'At most 8 hours.',
        steps: [
          { last_step_result: 'Success', current_state: 'The article is visible.', next_step: 'Search for "hours"' },
          { last_step_result: 'z'.repeat(3000), next_step: 'Done', took: { ms: 5, unit: 'exact' } },
          'a bare word',
        ],
      },
    },
    ['Task', 'Steps in the browser', 'Result of the last step', 'Output'],
  ],
  [
    'computer_use_preview',
    {
      computer_use_preview: {
        action: { type: 'click', x: 40, y: 7, button: 'left', path: [{ at: 'corner' }] },
        pending_safety_checks: [{ id: 'cu_sc_1', code: 'malicious_instructions', message: 'Look first' }],
        acknowledged_safety_checks: [],
        output: { type: 'computer_screenshot', file_id: 'file-shot', detail: 'high' },
      },
    },
    ['Action', 'Image', 'Other fields of the output', 'Pending safety checks'],
  ],
  [
    'mcp_list_tools',
    {
      server_label: 'github',
      tools: {
        fetch_docs: { description: 'Fetch documentation.\nCall it first.', parameters: { type: 'object' } },
        search_docs: {
          description: 'Search it.',
          parameters: { type: 'object', properties: { query: { type: 'string', description: 'The words' } } },
          annotations: { readOnly: 'yes' },
        },
      },
    },
    ['Tools', 'Parameters', 'Parameters', 'Other fields of the tool'],
  ],
];
