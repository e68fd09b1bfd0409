import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, test } from 'vitest';
import type { Json, JsonObject } from '#lib/domain/json.ts';
import type { OtherCall } from '#lib/domain/tool-call.ts';
import { ToolCallRendered } from './registry.tsx';
import { toolOf } from './tool-looks.ts';
import type { ToolCallContext } from './renderer.ts';

const context: ToolCallContext = {
  fileUrl: (fileId) => `/api/runs/s/k/files/${fileId}`,
  runHref: (thread, run) => `/runs/s/${thread}.${run}`,
};

const other = (type: string, payload: Json): OtherCall => ({
  kind: 'other',
  id: 'call_1',
  type,
  name: null,
  payload: { text: JSON.stringify(payload) },
  extra: {},
});

const show = (call: OtherCall, more: Partial<ToolCallContext> = {}) =>
  render(<ToolCallRendered call={call} context={{ ...context, ...more }} />);

test('a payload that is no object, or of a type that nobody knows, stays labelled JSON', () => {
  const { container, unmount } = show(other('mcp', ['bare']));
  expect(screen.getByRole('tree', { name: 'Content of mcp' })).toHaveTextContent('bare');
  expect(container).toHaveTextContent('call_1');
  unmount();
  show(other('web_search', { action: { query: 'later' } }));
  expect(screen.getByRole('tree', { name: 'Content of web_search' })).toHaveTextContent('later');
  expect(toolOf(other('constructor', {}))).toBe('other');
});

test('answers of Azure’s tools are text where they are not JSON, without a fault', () => {
  const { container } = show(other('azure_ai_search', { azure_ai_search: { input: 'rota', output: "{'a': 1}" } }));
  expect(container).toHaveTextContent("{'a': 1}");
  expect(container).not.toHaveTextContent(/not valid json|not JSON/i);
  const { container: mcp } = show(other('mcp', { name: 'f', arguments: '{"a": ', output: '' }));
  expect(mcp).toHaveTextContent('Not valid JSON');
  expect(within(mcp).getByRole('group', { name: 'Output' })).toHaveTextContent('empty');
});

test('an error of an MCP server stands in place of the output', () => {
  const { container } = show(
    other('mcp', { name: 'f', arguments: '{}', output: null, error: { code: 'e', message: 'no' } }),
  );
  expect(screen.getByRole('group', { name: 'Error' })).toHaveTextContent('message: "no"');
  expect(container).not.toHaveTextContent('No output');
});

test('a search links to its request and tells nothing on the way', () => {
  const address = "https://api.bing.microsoft.com/v7.0/search?q=Euler's Identity";
  const { container } = show(
    other('bing_grounding', { bing_grounding: { requesturl: address, response_metadata: null } }),
  );
  const link = screen.getByRole('link', { name: address });
  expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  expect(link).toHaveAttribute('href', 'https://api.bing.microsoft.com/v7.0/search?q=Euler%27s%20Identity');
  expect(screen.getByText("Euler's Identity")).toBeInTheDocument();
  expect(container).toHaveTextContent('No output returned.');
});

describe('a connected agent', () => {
  const call = (ids: JsonObject) => other('connected_agent', { connected_agent: { name: 'a', ...ids } });
  const ids = { run_id: 'run_c', thread_id: 'thread_c' };

  it('leads to the run that it made', () => {
    show(call(ids));
    expect(screen.getByRole('link', { name: 'Open the agent’s run' })).toHaveAttribute(
      'href',
      '/runs/s/thread_c.run_c',
    );
  });

  it.each([
    [{ ...ids, run_id: '../../x' }],
    [{ ...ids, thread_id: 'a b' }],
    [{ run_id: 'run_c' }],
    [{ ...ids, thread_id: null }],
    [{ ...ids, run_id: ['run_c'] }],
  ])('has no link with %j', (odd) => {
    show(call(odd));
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('has no link where the reader may not go there', () => {
    show(call(ids), { runHref: null });
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByRole('button', { name: 'Copy run_c' })).toBeInTheDocument();
  });
});

describe('a computer', () => {
  const used = (output: Json, more: JsonObject = {}) =>
    other('computer_use_preview', { computer_use_preview: { action: { type: 'screenshot' }, output, ...more } });

  it('shows a screenshot by its file, links to one elsewhere, and never fetches that', () => {
    const { container, unmount } = show(used({ type: 'computer_screenshot', file_id: 'file-shot' }));
    expect(screen.getByRole('img')).toHaveAttribute('src', '/api/runs/s/k/files/file-shot');
    unmount();
    show(used({ type: 'computer_screenshot', image_url: 'https://pictures.example/1.png' }));
    expect(screen.getByRole('link', { name: 'https://pictures.example/1.png' })).toBeInTheDocument();
    expect(screen.queryByRole('img')).toBeNull();
    expect(container.isConnected).toBe(true);
  });

  it('shows a file id that is none, and bytes in an address, as text', () => {
    const { container } = show(used({ file_id: '../secret', image_url: 'data:image/png;base64,AAAA' }));
    expect(container).toHaveTextContent('../secret');
    expect(screen.getByRole('group', { name: 'Image as text' })).toHaveTextContent('data:image/png;base64,AAAA');
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('numbers several actions', () => {
    show(used(null, { actions: [{ type: 'type', text: 'movies' }] }));
    expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual(
      expect.arrayContaining(['Action 1', 'Action 2', 'text']),
    );
    expect(screen.getByText('No screenshot submitted.')).toBeInTheDocument();
  });
});

describe('long lists', () => {
  it('are laid out a hundred at a time', async () => {
    const steps = Array.from({ length: 250 }, (_, i) => ({ next_step: `do ${i}` }));
    show(other('browser_automation', { browser_automation: { input: '', output: '', steps } }));
    const list = screen.getByRole('list', { name: 'Steps in the browser' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(100);
    await userEvent.click(screen.getByRole('button', { name: 'Show 100 more of 150' }));
    expect(within(list).getAllByRole('listitem')).toHaveLength(200);
  });

  it('of tools fold their parameters, and may come as a list with names', async () => {
    const tools = Array.from({ length: 130 }, (_, i) => ({ name: `t${i}`, parameters: { type: `p${i}` } }));
    show(other('mcp_list_tools', { server_label: 's', tools }));
    expect(screen.getByRole('group', { name: 'Tools' })).toHaveTextContent('130 tools');
    expect(screen.queryByRole('tree')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 't7' }));
    expect(screen.getByRole('button', { name: 't7' })).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('tree', { name: 'Parameters' })).toHaveTextContent('type: "p7"');
    expect(screen.getByRole('button', { name: 'Show 30 more of 30' })).toBeInTheDocument();
  });
});
