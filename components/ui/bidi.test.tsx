import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { SpelledText, Untrusted, withoutBidi } from './bidi.tsx';

it('spells out marks that turn the direction of a file name', () => {
  const { container } = render(<Untrusted text={'invoice\u202Egpj.exe'} />);
  expect(container.querySelector('bdi')).toHaveTextContent('invoiceU+202Egpj.exe');
  expect(container.textContent).not.toContain('\u202e');
});

it('spells out line ends and other control characters of ids', () => {
  const { container } = render(<Untrusted text={'a\r\nSet-Cookie\u0000\u2066b'} />);
  expect(container).toHaveTextContent('aU+000DU+000ASet-CookieU+0000U+2066b');
});

it('keeps plain names as one text, in any script', () => {
  const { container } = render(<Untrusted text="تقرير 👩‍💻.csv" />);
  expect(container.querySelector('bdi')?.childNodes).toHaveLength(1);
  expect(container.textContent).toBe('تقرير 👩‍💻.csv');
});

it('spells out what turns running text, and leaves its lines and its own direction alone', () => {
  const { container } = render(<SpelledText text={'one\ntwo \u202eevil\u202c \u200fשלום'} />);
  expect(container.querySelector('bdi')?.textContent).toBe('one\ntwo U+202EevilU+202C \u200fשלום');
});

it('leaves tabs of code alone but not its directions', () => {
  const { container } = render(<p>{withoutBidi('\tif admin\u2067: pass')}</p>);
  expect(container.textContent).toBe('\tif adminU+2067: pass');
});
