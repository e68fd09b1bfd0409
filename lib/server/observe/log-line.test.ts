import { afterEach, expect, it, vi } from 'vitest';
import { FailureError } from '../../domain/failure.ts';
import { consoleAsLines } from './console-lines.ts';
import { errorPlace, logLine, setLogAmount, writeLogLine } from './log-line.ts';

const HOSTILE = 'a\r\nb\u0000\u001b[31m\u007f\u0085\u009b2J\u2028\u2029\u202e\ufeff"}{"level":"fake"';

afterEach(() => {
  vi.restoreAllMocks();
  setLogAmount('requests');
});

function written(): string[] {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  return new Proxy([], {
    get: (_none, name) =>
      Reflect.get(
        write.mock.calls.map(([line]) => String(line)),
        name,
      ),
  });
}

it('is one printable line whatever the values hold, and gives them back', () => {
  const line = logLine('info', { text: HOSTILE, [HOSTILE]: 1 });
  expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/u);
  expect(JSON.parse(line)).toMatchObject({ level: 'info', text: HOSTILE, [HOSTILE]: 1 });
});

it('says where an error was thrown and not what it says', () => {
  const error = Object.assign(new TypeError(`sk-secret\n    at secret (file:1)`), { code: 'E_WRONG' });
  const told = errorPlace(error);
  expect(told).toMatchObject({ error: 'TypeError', code: 'E_WRONG' });
  expect(told.at?.some((line) => line.includes('log-line.test.ts'))).toBe(true);
  expect(JSON.stringify(told)).not.toContain('secret');
  expect(errorPlace('text')).toEqual({ error: 'string' });
  expect(errorPlace(Object.assign(new Error('x'), { digest: '2808997681' }))).toMatchObject({ digest: '2808997681' });
  expect(errorPlace(Object.assign(new Error('x'), { digest: 'a text\n' }))).not.toHaveProperty('digest');
  expect(errorPlace(new FailureError({ code: 'archive_busy', message: 'x' }))).toMatchObject({ code: 'archive_busy' });
});

it('leaves out what went well where only errors are wanted', () => {
  const lines = written();
  setLogAmount('errors');
  writeLogLine('info', { event: 'request' });
  writeLogLine('error', { event: 'request' });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"level":"error"');
});

it('takes over what others print, a line each, without the texts of errors', () => {
  const { error, warn } = console;
  const listeners = process.listeners('warning');
  const lines = written();
  try {
    consoleAsLines();
    const others = { ...console };
    others.error(' ⨯', new Error('secret detail'));
    others.warn('two\nlines');
    process.emit('warning', new Error('one\ntwo'));
  } finally {
    Object.assign(console, { error, warn });
    process.removeAllListeners('warning');
    for (const listener of listeners) process.on('warning', listener);
  }
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(lines.join('')).not.toContain('secret detail');
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ level: 'warn', text: 'two\nlines' });
});
