import { render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Annotation, Message, MessagePart } from '#lib/domain/message.ts';
import { ms } from '#lib/domain/time.ts';
import { FieldList } from '../ui/field-list.tsx';
import { type MessageContext, MessageView, messageFields } from './message-view.tsx';

const context: MessageContext = {
  fileUrl: (fileId) => `/files/${fileId}`,
  fileName: (fileId) => (fileId === 'file-1' ? 'churn.pdf' : null),
};

const message = (content: MessagePart[], more: Partial<Message> = {}): Message => ({
  id: 'msg_1',
  object: 'thread.message',
  threadId: 'thread_1',
  runId: 'run_1',
  assistantId: 'asst_1',
  role: 'assistant',
  status: null,
  createdAt: ms(Date.UTC(2026, 10, 20, 14, 32, 7)),
  completedAt: null,
  incompleteAt: null,
  incompleteDetails: null,
  content,
  attachments: [],
  metadata: {},
  extra: {},
  ...more,
});

const annotation = (more: Partial<Annotation>): Annotation => ({
  type: 'file_citation',
  text: null,
  start: null,
  end: null,
  fileId: null,
  quote: null,
  url: null,
  title: null,
  extra: {},
  ...more,
});

const text = (value: string, annotations: Annotation[] = []): MessagePart => ({
  type: 'text',
  text: { text: value },
  annotations,
});

const show = (shown: Message, more: Partial<MessageContext> = {}) =>
  render(<MessageView message={shown} context={{ ...context, ...more }} />);

describe('Markdown', () => {
  it('colours code behind a fence, which can be copied', async () => {
    const code = 'const a = 1; // <b>one</b>';
    const said = { text: `Like so:\n\n\`\`\`ts\n${code}\n\`\`\`\n\n\`\`\`\nplain\n\`\`\`\n` };
    const { container } = show(message([{ type: 'text', text: said, annotations: [] }]));
    await waitFor(() => expect(screen.getByText('const')).toHaveClass('text-syn-kw'));
    expect([...container.querySelectorAll('pre')].map((pre) => pre.textContent)).toEqual([code, 'plain']);
    expect(screen.getAllByRole('button', { name: 'Copy code' })).toHaveLength(2);
  });

  it('is set as elements once its reader has arrived', async () => {
    const { container } = show(message([text('Churn **rose**:\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |')]));
    expect(await screen.findByText('rose')).toHaveProperty('tagName', 'STRONG');
    expect(container.querySelectorAll('li')).toHaveLength(2);
    expect(screen.getByRole('table')).toHaveTextContent('12');
  });

  it('runs nothing, loads nothing and links only where it may', async () => {
    const { container } = show(
      message([
        text(
          [
            '<script>alert(1)</script>',
            '<img src=x onerror=alert(1)>',
            '[js](javascript:alert(1)) [JS](JaVaScRiPt:alert(1)) [data](data:text/html,x) [vb](vbscript:x) [rel](/runs) [hash](#x)',
            '![track](https://evil.example/p.gif) ![inline](data:image/png;base64,AAAA)',
            '[ok](https://example.com/a?b=1) <mailto:a@b.example> [c]: x',
            '<a href="javascript:alert(1)">raw</a>',
          ].join('\n\n'),
        ),
      ]),
    );
    const ok = await screen.findByRole('link', { name: 'ok' });
    expect(ok).toHaveAttribute('rel', 'noopener noreferrer nofollow');
    expect(ok).toHaveAttribute('target', '_blank');
    expect(container.querySelector('script, img, iframe')).toBeNull();
    const links = [...container.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['https://evil.example/p.gif', 'https://example.com/a?b=1', 'mailto:a@b.example']);
    expect(container).toHaveTextContent('<script>alert(1)</script>');
    expect(container).toHaveTextContent('js (javascript:alert(1))');
    expect(container).toHaveTextContent('rel (/runs)');
    expect(container).toHaveTextContent('<a href="javascript:alert(1)">raw');
    expect(screen.getByRole('link', { name: 'Image: track' })).toBeInTheDocument();
  });

  it('stays text where it would hold up the page', () => {
    const { container } = show(message([text('['.repeat(20_000))]));
    expect(container).toHaveTextContent('so this is the text as it was written');
    expect(container.querySelector('[data-line]')).not.toBeNull();
  });
});

describe('citations', () => {
  it('become numbered chips over a list of sources', async () => {
    const annotations = [
      annotation({
        text: '【3:0†source】',
        start: 5,
        end: 17,
        fileId: 'file-1',
        quote: 'An account counts as churned',
      }),
      annotation({ text: '【3:1†source】', start: 0, end: 1, fileId: 'file-2' }),
      annotation({ type: 'url_citation', text: '【w】', url: 'https://example.com/p', title: 'Page' }),
      annotation({ type: 'url_citation', text: '【j】', url: 'javascript:alert(1)', title: 'Bad' }),
      annotation({ type: 'hunch', text: '【h】', extra: { mood: 'sure' } }),
    ];
    const { container } = show(
      message([text('Rose.【3:0†source】 And【3:1†source】.【w】【j】【h】 `【3:0†source】`', annotations)]),
    );
    const chips = await screen.findAllByRole('link', { name: /^Source \d$/ });
    expect(chips.map((chip) => chip.textContent)).toEqual(['1', '2', '3', '4', '5']);
    expect(container.querySelector('code')).toHaveTextContent('【3:0†source】');
    const list = screen.getByRole('list', { name: 'Sources' });
    const entries = within(list).getAllByRole('listitem');
    expect(`#${entries[0]?.id}`).toBe(chips[0]?.getAttribute('href'));
    expect(entries[0]).toHaveTextContent('1churn.pdf file-1 “An account counts as churned”');
    expect(entries[1]).toHaveTextContent('2file-2');
    expect(within(list).getByRole('link', { name: 'Open churn.pdf' })).toHaveAttribute('href', '/files/file-1');
    expect(within(list).getByRole('link', { name: 'Open https://example.com/p' })).toHaveAttribute(
      'rel',
      'noopener noreferrer nofollow',
    );
    expect(container.querySelector('a[href^="javascript"]')).toBeNull();
    expect(entries[4]).toHaveTextContent('hunch 【h】');
    expect(container).toHaveTextContent('mood: "sure"');
  });

  it('turn a link to a made file into a download', async () => {
    const annotations = [
      annotation({ type: 'file_path', text: 'sandbox:/mnt/data/out.csv', start: 11, end: 36, fileId: 'file-9' }),
    ];
    show(message([text('[The table](sandbox:/mnt/data/out.csv) is ready.', annotations)]));
    const link = await screen.findByRole('link', { name: 'The table' });
    expect(link).toHaveAttribute('href', '/files/file-9');
    expect(link).toHaveAttribute('download', 'file-9');
    expect(screen.getByRole('link', { name: 'Download file-9' })).toHaveAttribute('download', 'file-9');
  });
});

describe('parts', () => {
  it('are all shown, those of unknown kinds too', () => {
    const { container } = show(
      message(
        [
          { type: 'image_file', fileId: 'file-1', detail: 'high' },
          { type: 'image_url', url: 'https://example.com/cat.png', detail: 'low' },
          { type: 'image_url', url: 'data:image/png;base64,iVBORw0KGgo=', detail: null },
          { type: 'image_url', url: 'data:image/svg+xml;base64,PHN2Zz4=', detail: null },
          { type: 'refusal', refusal: { text: 'I cannot do that.' } },
          { type: 'other', name: 'audio', payload: { text: '{"seconds":4}' } },
        ],
        {
          attachments: [
            { fileId: 'file-1', tools: ['file_search', 'code_interpreter'] },
            { fileId: null, tools: [] },
          ],
          metadata: { ticket: 'T-7' },
          extra: { later: true },
        },
      ),
    );
    expect([...container.querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual([
      '/files/file-1',
      'data:image/png;base64,iVBORw0KGgo=',
    ]);
    expect(container).toHaveTextContent('Detail: high');
    expect(container).toHaveTextContent('Image elsewhere, not loaded from here: https://example.com/cat.png');
    expect(container).toHaveTextContent('data:image/svg+xml;base64,PHN2Zz4=');
    expect(container).toHaveTextContent('I cannot do that.');
    expect(container).toHaveTextContent('Part of type audio');
    expect(container).toHaveTextContent('seconds: 4');
    expect(screen.getByRole('list', { name: 'Attachments' })).toHaveTextContent(
      'churn.pdffor file_search, code_interpreterFile without an ID',
    );
    expect(screen.getByTitle('file-1')).toHaveAttribute('href', '/files/file-1');
    expect(container).toHaveTextContent('ticket: "T-7"');
    expect(container).toHaveTextContent('later: true');
  });

  it('may be missing, empty, broken off or cut', () => {
    expect(show(message([])).container).toHaveTextContent('This message has no content.');
    expect(show(message([text('')])).container).toHaveTextContent('empty text');
    const broken = show(message([text('par')], { status: 'incomplete', incompleteDetails: { reason: 'max_tokens' } }));
    expect(broken.container).toHaveTextContent('The message broke off: max_tokens');
    const loadWhole = vi.fn<() => void>();
    const cut = show(
      message([{ type: 'text', text: { text: 'a', truncated: true, bytes: 600_000 }, annotations: [] }]),
      {
        loadWhole,
      },
    );
    within(cut.container).getByRole('button', { name: 'Load all' }).click();
    expect(loadWhole).toHaveBeenCalledTimes(1);
  });
});

it('labels every field of a message object', async () => {
  const whole = message([], {
    status: 'half_done',
    completedAt: ms(1_700_000_001_000),
    incompleteAt: ms(1_700_000_002_000),
    incompleteDetails: { reason: 'content_filter' },
    attachments: [{ fileId: 'file-1', tools: ['file_search'] }],
    metadata: { ticket: 'T-7' },
    extra: { later: 'kept' },
  });
  const { container } = render(<FieldList fields={messageFields(whole)} />);
  const labels = [...container.querySelectorAll('dt')].map((label) => label.textContent);
  expect(labels).toEqual([
    'Message ID',
    'Object',
    'Role',
    'Status',
    'Created at',
    'Completed at',
    'Incomplete at',
    'Incomplete details',
    'Thread ID',
    'Run ID',
    'Assistant ID',
    'Attachments',
    'Metadata',
    'Other fields',
  ]);
  for (const value of [
    'msg_1',
    'thread.message',
    'half_done',
    'thread_1',
    'run_1',
    'asst_1',
    'content_filter',
    'T-7',
    'kept',
  ]) {
    expect(container).toHaveTextContent(value);
  }
  await waitFor(() => expect(container.querySelectorAll('time')).toHaveLength(3));
  const bare = messageFields(message([], { threadId: null, metadata: null })).filter((field) => field.value === null);
  expect(bare.map((field) => field.label)).toEqual([
    'Status',
    'Completed at',
    'Incomplete at',
    'Incomplete details',
    'Thread ID',
    'Metadata',
  ]);
});
