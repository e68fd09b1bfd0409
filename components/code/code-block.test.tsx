import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { layOut } from '../ui/test-layout.ts';
import { CodeBlock } from './code-block.tsx';
import { COLOUR_LIMIT, highlight } from './highlight.ts';

let undo = () => {};
afterEach(() => undo());

const CODE = 'import pandas as pd\r\n\r\n"""two\nlines"""\nprint(len(x), 12)  # <b>done</b>\n';

describe('highlight', () => {
  it('gives lines of pieces that are exactly the code', async () => {
    const lines = await highlight(CODE, 'python');
    expect(lines?.map((line) => line.map((piece) => piece.text).join(''))).toEqual([
      'import pandas as pd',
      '',
      '"""two',
      'lines"""',
      'print(len(x), 12)  # <b>done</b>',
      '',
    ]);
    const tones = new Map(lines?.flat().map((piece) => [piece.text.trim(), piece.tone]));
    expect(tones.get('import')).toBe('text-syn-kw');
    expect(tones.get('lines"""')).toBe('text-syn-str');
    expect(tones.get('12')).toBe('text-syn-num');
    expect(tones.get('# <b>done</b>')).toBe('text-syn-com');
  });

  it('keeps code of other languages inside', async () => {
    const page = '<style>\np { color: red }\n</style>\n<script>\nconst a = 1;\n</script>';
    await highlight('const a = 1;', 'javascript');
    const lines = await highlight(page, 'xml');
    expect(lines?.map((line) => line.map((piece) => piece.text).join('')).join('\n')).toBe(page);
    expect(lines?.[4]?.[0]).toEqual({ text: 'const', tone: 'text-syn-kw' });
  });

  it('leaves huge code plain', async () => {
    expect(await highlight('x'.repeat(COLOUR_LIMIT + 1), 'python')).toBeNull();
  });
});

describe('CodeBlock', () => {
  it('shows plain code first, then coloured, never as HTML', async () => {
    const { container } = render(<CodeBlock code={CODE} language="python" label="Input" />);
    expect(container).toHaveTextContent('import pandas as pd');
    expect(screen.getByText('Python, 5 lines')).toBeInTheDocument();
    await waitFor(() => expect(container.querySelector('.text-syn-kw')).toHaveTextContent('import'));
    expect(container.querySelector('b')).toBeNull();
    expect(screen.getByText('# <b>done</b>')).toHaveClass('text-syn-com');
  });

  it('spells out marks that would reorder code', () => {
    const { container } = render(<CodeBlock code={'a = 1 #\u202e } if admin'} language="text" label="Input" />);
    expect(container).toHaveTextContent('U+202E');
  });

  it('folds more than 60 lines and lays out only a part of the rest', async () => {
    undo = layOut(600);
    const code = Array.from({ length: 1404 }, (_, i) => `x${i} = ${i}`).join('\n');
    const { container } = render(<CodeBlock code={code} language="python" label="Input" />);
    expect(container.querySelectorAll('[data-line]')).toHaveLength(60);
    await userEvent.click(screen.getByRole('button', { name: 'Show 1,344 more lines' }));
    expect(container.querySelectorAll('[data-line]').length).toBeLessThan(80);
    expect(screen.queryByRole('button', { name: /more lines/ })).not.toBeInTheDocument();
  });

  it('wraps on demand and says when code is empty', async () => {
    const { rerender } = render(<CodeBlock code={'x'.repeat(300)} language="text" label="Input" />);
    const wrap = screen.getByRole('button', { name: 'Wrap lines' });
    expect(wrap).toHaveAttribute('aria-pressed', 'false');
    await userEvent.click(wrap);
    expect(wrap).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByText('x'.repeat(300))).toHaveClass('whitespace-pre-wrap');
    rerender(<CodeBlock code="" language="text" label="Input" />);
    expect(screen.getByText('empty')).toBeInTheDocument();
  });
});
