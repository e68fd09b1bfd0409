import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { FileSearchResult, ToolCall } from '#lib/domain/tool-call.ts';
import { ToolCallRendered } from './registry.tsx';
import { toolOf } from './tool-looks.ts';
import type { ToolCallContext } from './renderer.ts';

const context: ToolCallContext = {
  fileUrl: (fileId) => `/api/runs/s/k/files/${fileId}`,
  fileName: (fileId) => (fileId === 'file-known' ? 'report.pdf' : null),
};

const show = (call: ToolCall, more: Partial<ToolCallContext> = {}) =>
  render(<ToolCallRendered call={call} context={{ ...context, ...more }} />);

const python: ToolCall = {
  kind: 'code_interpreter',
  id: 'call_py',
  type: 'code_interpreter',
  extra: { container: 'cntr_1' },
  input: { text: 'print("total")\r\nplot()' },
  outputs: [
    { type: 'logs', logs: { text: 'first\nsecond' } },
    { type: 'image', fileId: 'file-img' },
    { type: 'other', name: 'table', payload: { text: '{"rows":3}' } },
    { type: 'logs', logs: { text: 'last' } },
  ],
};

const result = (more: Partial<FileSearchResult>): FileSearchResult => ({
  fileId: 'file-1',
  fileName: 'a.pdf',
  score: 0.5,
  content: [{ text: 'chunk' }],
  attributes: {},
  extra: {},
  ...more,
});

const search: ToolCall = {
  kind: 'file_search',
  id: 'call_fs',
  type: 'file_search',
  extra: {},
  ranker: 'default_2024_08_21',
  scoreThreshold: 0.4,
  queries: ['what is churn?'],
  results: [
    result({ score: 0.71, content: [{ text: 'second best' }] }),
    result({ score: 0.91, fileName: null, fileId: 'file-known', content: [{ text: 'best' }, { text: 'part two' }] }),
    result({ score: 0.71, content: [{ text: 'second best' }], attributes: { region: 'north' }, extra: { rank: 9 } }),
    result({ score: null, content: null }),
  ],
};

const call: ToolCall = {
  kind: 'function',
  id: null,
  type: 'function',
  extra: {},
  name: 'get_labels',
  arguments: { text: '{"segments":["starter"],"as_of":"2026-07-01"}' },
  output: null,
};

describe('code interpreter', () => {
  it('shows code, then every output in its order', () => {
    const { container } = show(python);
    const titles = [...container.querySelectorAll('h3')].map((title) => title.textContent);
    expect(titles).toEqual(['Input', 'Logs 1 of 2', 'Image', 'Output of type table', 'Logs 2 of 2', 'Other fields']);
    for (const text of [
      'print("total")',
      'plot()',
      'first',
      'second',
      'last',
      'rows: 3',
      'container: "cntr_1"',
      'call_py',
    ]) {
      expect(container).toHaveTextContent(text);
    }
  });

  it('shows an image by its file, with its size, and says when it is gone', async () => {
    show(python);
    const image = screen.getByRole('img', { name: 'Image made by the code, file-img' });
    expect(image).toHaveAttribute('src', '/api/runs/s/k/files/file-img');
    Object.defineProperty(image, 'naturalWidth', { value: 1200 });
    Object.defineProperty(image, 'naturalHeight', { value: 660 });
    fireEvent.load(image);
    expect(screen.getByRole('group', { name: 'Image' })).toHaveTextContent('file-img · 1200 × 660');
    expect(screen.getByRole('link', { name: 'Download image file-img' })).toHaveAttribute('download', 'file-img');
    fireEvent.error(image);
    expect(screen.getByText(/This image cannot be loaded/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByRole('img')).toBeInTheDocument();
  });

  it('says when there is no code, no output, no file', () => {
    const { container } = show({ ...python, input: null, outputs: [] });
    expect(container).toHaveTextContent('The source did not return the code.');
    expect(container).toHaveTextContent('No output: nothing was printed');
    expect(show({ ...python, outputs: [] }, { goesOn: true }).container).toHaveTextContent('No output yet.');
    const other = show({ ...python, outputs: [{ type: 'image', fileId: null }] });
    expect(other.container).toHaveTextContent('An image whose file the source did not name.');
  });

  it('offers to load a cut text whole, with its size', async () => {
    const loadWhole = vi.fn<() => void>();
    const cut: ToolCall = {
      ...python,
      outputs: [{ type: 'logs', logs: { text: 'beginning', truncated: true, bytes: 5 * 1024 * 1024 } }],
    };
    const { rerender } = show(cut, { loadWhole });
    const logs = screen.getByRole('group', { name: 'Logs' });
    expect(logs).toHaveTextContent('of 5 MB');
    await userEvent.click(within(logs).getByRole('button', { name: 'Load all' }));
    expect(loadWhole).toHaveBeenCalledTimes(1);
    rerender(<ToolCallRendered call={cut} context={{ ...context, loadWhole, loadingWhole: true }} />);
    expect(screen.getByRole('button', { name: 'Loading' })).toBeDisabled();
  });
});

describe('file search', () => {
  it('shows results by score, and the same passage as often as it came', () => {
    const { container } = show(search);
    const cards = screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'));
    expect(cards).toEqual(['Result 2, report.pdf', 'Result 1, a.pdf', 'Result 3, a.pdf', 'Result 4, a.pdf']);
    expect(screen.getAllByText('second best')).toHaveLength(2);
    for (const text of [
      'what is churn?',
      'default_2024_08_21',
      '0.4',
      '0.91',
      'best',
      'part two',
      'region: "north"',
      'rank: 9',
    ]) {
      expect(container).toHaveTextContent(text);
    }
    expect(screen.getByRole('article', { name: 'Result 4, a.pdf' })).toHaveTextContent(
      'Content not returned by the source.',
    );
    expect(screen.getByRole('button', { name: 'Copy file-known' })).toBeInTheDocument();
  });

  it('folds a long passage but keeps it in the page', async () => {
    const text = Array.from({ length: 30 }, (_, i) => `sentence ${i}`).join('\n');
    const { container } = show({ ...search, results: [result({ content: [{ text }] })] });
    expect(container).toHaveTextContent('sentence 29');
    expect(container.querySelector('.line-clamp-8')).not.toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(container.querySelector('.line-clamp-8')).toBeNull();
    expect(screen.getByRole('button', { name: 'Show less' })).toHaveAttribute('aria-expanded', 'true');
  });

  it('tells apart no results, results not returned, and the first version of the protocol', () => {
    const { container, unmount } = show({ ...search, results: [] });
    expect(container).toHaveTextContent('No passage reached the score threshold of 0.4.');
    unmount();
    const none = { ...search, results: null, ranker: null, scoreThreshold: null, queries: [] };
    const missing = show(none);
    expect(missing.container).toHaveTextContent('Results not returned by the source.');
    expect(missing.container).not.toHaveTextContent('first version');
    missing.unmount();
    expect(show({ ...none, type: 'retrieval' }).container).toHaveTextContent(
      'first version of the protocol (retrieval)',
    );
  });

  it('does not lay out thousands of results at once', async () => {
    const many = Array.from({ length: 250 }, () => result({}));
    show({ ...search, results: many });
    expect(screen.getAllByRole('article')).toHaveLength(100);
    await userEvent.click(screen.getByRole('button', { name: 'Show 100 more of 150' }));
    expect(screen.getAllByRole('article')).toHaveLength(200);
  });
});

describe('function', () => {
  it('shows arguments as a tree and says that no output was submitted', () => {
    const { container } = show(call);
    expect(screen.getByRole('tree', { name: 'Arguments' })).toHaveTextContent('as_of: "2026-07-01"');
    expect(container).toHaveTextContent('No output submitted.');
  });

  it('shows broken arguments and outputs as text, with the place of the fault', () => {
    const { container } = show({
      ...call,
      arguments: { text: '{"city": "Par' },
      output: { text: "{'python': 'repr'}" },
    });
    expect(container).toHaveTextContent('{"city": "Par');
    expect(container).toHaveTextContent('the text ends inside a string, at line 1, column 14.');
    expect(container).toHaveTextContent("{'python': 'repr'}");
    expect(container).toHaveTextContent('at line 1, column 2.');
  });

  it('tells an empty text from none', () => {
    const { container } = show({ ...call, arguments: null, output: { text: '' } });
    expect(container).toHaveTextContent('The source returned no arguments.');
    expect(screen.getByRole('group', { name: 'Output' })).toHaveTextContent('empty');
  });
});

describe('other', () => {
  const other: ToolCall = {
    kind: 'other',
    id: 'call_own',
    type: 'in_house_search',
    name: 'search_docs',
    extra: {},
    payload: { text: '{"server_label":"docs","output":"found"}' },
  };

  it('shows a tool without a view as labelled JSON', () => {
    const { container } = show(other);
    expect(screen.getByRole('tree', { name: 'Content of in_house_search' })).toHaveTextContent('server_label: "docs"');
    expect(container).toHaveTextContent('search_docs');
    expect(container).toHaveTextContent('call_own');
  });

  it('is what a kind that nobody knows falls back to', () => {
    const strange = {
      kind: 'telepathy',
      id: 'call_t',
      type: 'telepathy',
      extra: {},
      thought: 'blue',
    } as unknown as ToolCall;
    expect(toolOf(strange)).toBe('other');
    expect(toolOf(python)).toBe('codeInterpreter');
    expect(show(strange).container).toHaveTextContent('thought: "blue"');
  });
});

it('shows hostile content as text', async () => {
  const bad = '<img src=x onerror=alert(1)>';
  const { container } = show({
    ...search,
    queries: [bad],
    ranker: bad,
    results: [
      result({ fileName: `${bad}\u202egpj.exe`, fileId: bad, content: [{ text: `${bad}</p><script>1</script>` }] }),
    ],
  });
  await waitFor(() => expect(container).toHaveTextContent('U+202Egpj.exe'));
  expect(container.querySelector('img, script')).toBeNull();
});
