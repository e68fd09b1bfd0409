import { expect, it } from 'vitest';
import { aMessage, aRun, aStep, codeCall, functionCall, otherCall, searchCall } from './domain-fixtures.ts';
import { runTexts } from './run-texts.ts';

it('holds everything by which people look for a run, each text once', () => {
  const run = aRun({
    assistantName: 'Planner',
    instructions: { text: 'Be brief' },
    lastError: { code: 'server_error', message: 'It broke', extra: {} },
    metadata: { customer: 'Acme', nested: { count: 7 } },
    tools: [{ type: 'function', function: { name: 'get_weather' } }],
    requiredAction: {
      type: 'submit_tool_outputs',
      calls: [{ id: 'call_w', type: 'function', name: 'ask_boss', arguments: { text: '{"why":1}' }, extra: {} }],
      extra: {},
    },
  });
  const messages = [
    aMessage({
      id: 'msg_q',
      content: [
        {
          type: 'text',
          text: { text: 'Which total?' },
          annotations: [
            {
              type: 'file_citation',
              text: null,
              start: 0,
              end: 1,
              fileId: 'file-c',
              quote: 'a quote',
              url: null,
              title: null,
              extra: {},
            },
          ],
        },
        { type: 'image_file', fileId: 'file-i', detail: null },
      ],
      attachments: [{ fileId: 'file-a', tools: [] }],
      metadata: { from: 'web' },
    }),
  ];
  const steps = [
    aStep({ id: 'step_1', calls: [codeCall('print(1)', 'log line'), functionCall('lookup', '{"q":2}', 'found it')] }),
    aStep({ id: 'step_2', calls: [searchCall(1), otherCall('mcp', '{"server":"s"}'), codeCall('print(1)')] }),
  ];
  const lines = runTexts({ run, steps, messages, fileNames: ['report.csv'] }).split('\n');
  const wanted =
    `run_a thread_a asst_a Planner gpt-4.1 server_error customer Acme nested count 7 get_weather call_w ask_boss {"why":1}
    msg_q file-c file-i file-a from web step_1 print(1) lookup {"q":2} step_2 file-0 mcp {"server":"s"} report.csv`.split(
      /\s+/,
    );
  expect(lines).toEqual(
    expect.arrayContaining([
      ...wanted,
      'Be brief',
      'It broke',
      'Which total?',
      'a quote',
      'log line',
      'found it',
      'chunk 0',
    ]),
  );
  expect(new Set(lines).size).toBe(lines.length);
});

it('is bounded', () => {
  const long = 'x'.repeat(9 * 1024 * 1024);
  const steps = ['a', 'b', 'c'].map((letter) => aStep({ id: letter, calls: [codeCall(letter + long)] }));
  expect(runTexts({ run: aRun(), steps, messages: [], fileNames: [] }).length).toBeLessThanOrEqual(
    16 * 1024 * 1024 + 10,
  );
});

it('holds the words of coloured logs as they are read', () => {
  const step = aStep({ calls: [codeCall('run()', 'at \u001b[33mDtypeWarning\u001b[0m: mixed\u001b[2K types')] });
  const text = runTexts({ run: aRun({}), steps: [step], messages: [], fileNames: [] });
  expect(text).toContain('at DtypeWarning: mixed types');
});
