import { act, screen } from '@testing-library/react';
import { useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { findField } from './find-fields.ts';

function Finder() {
  const [words, setWords] = useState('');
  return (
    <>
      <input ref={findField} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
      <output>{words === '' ? 'nothing' : `looks for ${words}`}</output>
    </>
  );
}

it('looks for what was typed before the page listened', async () => {
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = renderToString(<Finder />);
  const field = screen.getByRole<HTMLInputElement>('searchbox');
  field.value = 'needle';
  await act(async () => {
    hydrateRoot(container, <Finder />);
  });
  expect(screen.getByText('looks for needle')).toBeInTheDocument();
  expect(field).toHaveValue('needle');
});
