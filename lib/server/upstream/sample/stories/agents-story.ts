import 'server-only';
import { docsAnswerer } from '../assistants.ts';
import { mcp, tool } from '../call-drafts.ts';
import { plainId } from '../ids.ts';
import { citePage, prose } from '../message-text.ts';
import type { RunOptions } from '../run-builder.ts';
import type { Story } from '../story.ts';
import { threadId } from '../thread-builder.ts';
import { agentTools, listedTools } from './agents-tools.ts';

/**
 * Runs as Azure AI Foundry Agent Service (classic) sends them, with the tool types that were recorded there. The story
 * told in the next place of the same day is the thread of the connected agent.
 */
export const agentsStory: Story = {
  metadata: { host: 'azure-agents' },
  tell(thread) {
    const azure: RunOptions = {
      flavour: 'azure',
      model: 'gpt-4o',
      tools: agentTools,
      tool_resources: {
        mcp: [{ server_label: 'handbook', headers: { 'X-Handbook-Token': 'REDACTED' }, require_approval: 'always' }],
      },
      reasoning_effort: null,
    };
    thread.ask(
      thread.either(
        'What changed in our incident handbook this week, and does the on-call rota follow it?',
        'Compare the on-call rota with the latest incident handbook. Does anybody work too long?',
      ),
      {
        metadata: { author: 'Priya Sundaram' },
      },
    );
    thread.run(docsAnswerer, { ...azure, lasts: 36_000 }, (run) => {
      run.activities(3, [
        { id: thread.id('activity_', 'list'), type: 'mcp_list_tools', server_label: 'handbook', tools: listedTools },
      ]);
      const changes =
        'handbook/incidents.md\n+ The first responder hands over after 8 hours.\n- The first responder hands over after 12 hours.';
      run.calls(2, 19, [mcp('handbook', 'list_changes', { since: 'last monday', path: 'incidents' }, changes, true)]);
      run.calls(2, 4, [
        tool('azure_ai_search', {
          input: 'on-call rota handover hours',
          output:
            "{'metadata': {'get_urls': ['https://search.northwind.example/docs/rota-44']}, 'summary': 'Retrieved 3 documents.'}",
        }),
      ]);
      run.calls(2, 3, [
        tool(
          'openapi',
          {
            name: 'rota_getShifts',
            arguments: '{"week":"2026-W47"}',
            output: '{"shifts":[{"person":"K. Ito","hours":12},{"person":"M. Osei","hours":8}]}',
          },
          { name: 'rota_getShifts', arguments: '{"week":"2026-W47"}', output: null },
          'function',
        ),
      ]);
      const child = childOf(thread.head.number);
      const asked = { name: 'rota_planner', arguments: '{"query":"Split the 12-hour shift of Wednesday"}' };
      run.calls(1, 9, [
        tool(
          'connected_agent',
          { ...asked, output: 'Wednesday is split: K. Ito until 16:00, A. Duarte from 16:00.', ...child },
          { ...asked, output: null, ...child },
        ),
      ]);
      run.message(
        4,
        'The handbook now asks for a handover after 8 hours instead of 12. One shift of this week broke the rule, on Wednesday; the planner has split it between K. Ito and A. Duarte.',
      );
    });
    thread.wait(200);
    thread.ask('Is there a public recommendation behind the 8 hours? And how many incidents had a handover?', {
      metadata: { author: 'Priya Sundaram' },
    });
    thread.run(docsAnswerer, azure, (run) => {
      run.calls(2, 3, [
        tool('bing_grounding', {
          requesturl: 'https://api.bing.example/v7.0/search?q=on-call+shift+length+recommendation',
          response_metadata: "{'market': 'en-GB', 'num_docs_retrieved': 5, 'num_docs_actually_used': 2}",
        }),
      ]);
      run.calls(3, 11, [
        tool('browser_automation', {
          input: 'Open the first result and find the recommended shift length',
          output: 'The page recommends shifts of at most 8 hours for primary responders.',
          steps: [
            {
              last_step_result: 'Success - page opened',
              current_state: 'The article is visible.',
              next_step: 'Search the page for "hours"',
            },
            {
              last_step_result: 'Success - 3 matches',
              current_state: 'The second match is in a table.',
              next_step: 'Read the table',
            },
            { last_step_result: 'Success - text read', current_state: 'Recommendation found.', next_step: 'Done' },
          ],
        }),
      ]);
      run.calls(2, 6, [
        tool('fabric_dataagent', {
          input: 'Incidents since July with more than one first responder',
          output: "[{'incidents': 41, 'with_handover': 17}]",
        }),
      ]);
      run.message(
        4,
        prose(
          'Public guides recommend at most 8 hours for the primary responder',
          citePage('https://ops.example/guides/on-call-shifts', 'On-call shifts that people can bear', '3:0'),
          citePage('https://sre.example/handover', 'Handover, a checklist', '3:2'),
          '. Of our 41 incidents since July 17 had a handover.',
        ),
      );
    });
  },
};

/** Ids of the child run that the connected agent made: it lives in the thread of the next number. */
function childOf(number: number): { run_id: string; thread_id: string; assistant_id: string } {
  return {
    run_id: plainId('run_', `${number + 1} run 0`),
    thread_id: threadId(number + 1),
    assistant_id: docsAnswerer.id,
  };
}

/** The connected agent's own thread. */
export const connectedAgentStory: Story = {
  metadata: { host: 'azure-agents', role: 'connected agent' },
  tell(thread) {
    thread.ask('Split the 12-hour shift of Wednesday');
    const settings: RunOptions = {
      flavour: 'azure',
      model: 'gpt-4o-mini',
      tools: agentTools.slice(0, 1),
      reasoning_effort: null,
    };
    thread.run(docsAnswerer, settings, (run) => {
      run.calls(2, 2, [
        tool(
          'openapi',
          {
            name: 'rota_split',
            arguments: '{"day":"wednesday","at":"16:00"}',
            output: '{"ok":true,"next":"A. Duarte"}',
          },
          undefined,
          'function',
        ),
      ]);
      run.message(2, 'Wednesday is split: K. Ito until 16:00, A. Duarte from 16:00.');
    });
  },
};
