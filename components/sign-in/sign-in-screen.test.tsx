import { render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { SignInScreen } from './sign-in-screen.tsx';

const form = <SignInScreen ways={{ mode: 'password', alone: null }} next="/runs" failed={false} />;

test('before the page listens a password can be sent nowhere, least of all in an address', () => {
  const page = document.createElement('div');
  page.innerHTML = renderToString(form);
  expect(page.querySelector('form')?.method).toBe('post');
  expect(page.querySelector<HTMLButtonElement>('button[type="submit"]')?.disabled).toBe(true);
});

test('then it can be', () => {
  render(form);
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled();
});
