import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { WithheldImages } from '../../ui/withheld-images.ts';
import { Thumbnails } from './thumbnails.tsx';

const small = <Thumbnails files={['file-a']} context={{ fileUrl: (id) => `/files/${id}` }} />;

test('images that are not given to the reader are not asked for, and why is said in their place', () => {
  render(<WithheldImages value="They were left out.">{small}</WithheldImages>);
  expect(screen.getByText('They were left out.')).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
  expect(document.querySelector('img')).toBeNull();
});

test('others open in the viewer', () => {
  render(small);
  expect(screen.getByRole('button', { name: 'Open image file-a in the viewer' })).toBeVisible();
});
