import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Json } from '#lib/domain/json.ts';
import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PAYLOADS } from './payload-samples.ts';
import { ToolCallRendered } from './registry.tsx';
import { toolOf } from './tool-looks.ts';
import type { ToolCallContext } from './renderer.ts';

const context: ToolCallContext = {
  fileUrl: (fileId) => `/api/runs/s/k/files/${fileId}`,
  runHref: (thread, run) => `/runs/s/${thread}.${run}`,
};

const other = (type: string, payload: Json, more: Partial<OtherCall> = {}): OtherCall => ({
  kind: 'other',
  id: 'call_1',
  type,
  name: null,
  payload: { text: JSON.stringify(payload) },
  extra: {},
  ...more,
});

const show = (call: OtherCall, more: Partial<ToolCallContext> = {}) =>
  render(<ToolCallRendered call={call} context={{ ...context, ...more }} />);

/** Every text of a payload; those that hold JSON by their parts. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') {
    try {
      const inner = JSON.parse(value) as Json;
      return typeof inner === 'object' ? textsIn(inner) : [value];
    } catch {
      return value.split('\n');
    }
  }
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Trees write texts as JSON does. */
const written = (text: string) => JSON.stringify(text).slice(1, -1);

function unfoldAll() {
  for (const button of screen.queryAllByRole('button', { expanded: false })) fireEvent.click(button);
}

const headings = () => screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);

describe.each(PAYLOADS)('%s', (type, payload, expected) => {
  it('is a card of its own, whose parts are named', () => {
    expect(toolOf(other(type, payload))).not.toBe('other');
    show(other(type, payload));
    unfoldAll();
    expect(headings()).toEqual(expected);
  });

  it('shows every text of its payload', () => {
    const { container } = show(other(type, payload));
    unfoldAll();
    const texts = textsIn(payload);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(container.textContent).toContain(text);
  });

  it('drops nothing that it does not know, inside and beside its own fields', () => {
    const [under, inner] = Object.entries(payload)[0] ?? [];
    const nested =
      typeof inner === 'object' && !Array.isArray(inner)
        ? { [under ?? '']: { ...inner, brand_new: ['kept inside'] } }
        : payload;
    const { container } = show(other(type, { ...nested, aside: { deep: 'kept beside' }, flag: false }));
    const rest = screen.getByRole('tree', { name: 'Other fields' });
    expect(rest).toHaveTextContent('deep: "kept beside"');
    expect(rest).toHaveTextContent('flag: false');
    if (nested !== payload) expect(rest).toHaveTextContent('kept inside');
    expect(container).toHaveTextContent('call_1');
  });

  it('shows fields of another form than expected, and none', () => {
    const twisted = (value: Json): Json =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value).map(([name, each], i) => [name, i % 2 ? 4711 + i : { odd: `v${i}`, each }]),
          )
        : value;
    const odd = Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, twisted(value)]));
    const { container, unmount } = show(other(type, odd));
    unfoldAll();
    for (const text of textsIn(odd)) expect(container.textContent).toContain(written(text));
    unmount();
    const empty = show(other(type, {}));
    expect(empty.container).toHaveTextContent(/No output|No screenshot|no tools/);
  });

  it('is shown as it came, with the offer to load it, where it was cut', async () => {
    const loadWhole = vi.fn<() => void>();
    const text = JSON.stringify(payload).slice(0, 30);
    const call = other(type, {}, { payload: { text, truncated: true, bytes: 300_000 } });
    const { container } = show(call, { loadWhole });
    expect(container.textContent).toContain(text);
    await userEvent.click(screen.getByRole('button', { name: 'Load all' }));
    expect(loadWhole).toHaveBeenCalledTimes(1);
  });

  it('makes no address but one of the web into a link', () => {
    const bad = 'javascript:alert(1)//<img src=x onerror=alert(1)>';
    const hostile = (value: Json): Json =>
      typeof value === 'string'
        ? bad
        : Array.isArray(value)
          ? value.map(hostile)
          : typeof value === 'object' && value !== null
            ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, hostile(each)]))
            : value;
    const { container } = show(other(type, hostile(payload)));
    unfoldAll();
    expect(container.textContent).toContain('javascript:alert(1)');
    expect(container.querySelector('a, img, script')).toBeNull();
  });
});
