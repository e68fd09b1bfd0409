import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { KeptTrace } from '#lib/domain/run-trace.ts';
import { ms } from '#lib/domain/time.ts';
import { KeptMark } from './kept-mark.tsx';
import { KeptNotice } from './kept-notice.tsx';

const whole: KeptTrace = {
  capturedAt: ms(Date.now() - 120_000),
  goneAt: null,
  whole: true,
  origin: 'import',
  runMissing: false,
  final: true,
  because: null,
};

function show(kept: KeptTrace | null, ended = true) {
  const { container } = render(
    <>
      <KeptMark kept={kept} />
      <KeptNotice kept={kept} ended={ended} />
    </>,
  );
  return container;
}

test('a whole run says since when and how it is kept, and nothing to worry about', () => {
  expect(show(whole)).toHaveTextContent(/^Kept, imported 2\smin ago$/);
  expect(screen.queryByRole('note')).toBeNull();
});

test('a run that its source has no more is marked, with the reason', () => {
  const gone = show({ ...whole, goneAt: ms(1_700_000_000_000), because: 'Sample answered 404 for this run.' });
  expect(gone).toHaveTextContent('No longer at the source');
  expect(screen.getByRole('note')).toHaveTextContent('Shown as it was kept. Sample answered 404 for this run.');
});

test('a run of which only pieces came says what is missing', () => {
  expect(show({ ...whole, whole: false, runMissing: true })).toHaveTextContent(
    /Incomplete.*Only steps or messages of this run came, by an import; the run itself did not/,
  );
});

test('a run that had not ended, and that nobody can be asked about any more, says until when it is known', () => {
  show({ ...whole, whole: false, capturedAt: ms(1_700_000_000_000) }, false);
  expect(screen.getByRole('note')).toHaveTextContent(
    /^The run had not ended when it was kept, by an import, on .*2023.*; nothing later is known\.$/,
  );
});

test('a run that is not in the archive says nothing', () => {
  expect(show(null)).toBeEmptyDOMElement();
});
