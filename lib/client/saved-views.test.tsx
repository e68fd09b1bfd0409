import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  vi.resetModules();
});

const kept = () => JSON.parse(localStorage.getItem('runlens.views') ?? 'null') as { views: object[]; first: unknown };

test('views are kept by name, in order, and one of the same name is replaced', async () => {
  const { saveView, renameView, deleteView } = await import('./saved-views.ts');
  saveView('Slow', 'sort=-duration');
  saveView('Failed', 'status=failed');
  saveView('Failed', 'status=failed,expired');
  expect(kept().views).toEqual([
    { name: 'Failed', query: 'status=failed,expired' },
    { name: 'Slow', query: 'sort=-duration' },
  ]);
  renameView('Slow', 'Failed');
  expect(kept().views).toEqual([{ name: 'Failed', query: 'sort=-duration' }]);
  deleteView('Failed');
  expect(kept().views).toEqual([]);
  expect(saveView('', 'q=x')).toBe(false);
});

test('the first view follows its name, opens once in a tab, and goes with its view', async () => {
  const { saveView, renameView, deleteView, setFirstView, takeFirstView } = await import('./saved-views.ts');
  saveView('Failed', 'status=failed');
  setFirstView('Failed');
  renameView('Failed', 'Broken');
  expect(takeFirstView()).toBe('status=failed');
  expect(takeFirstView()).toBeNull();
  deleteView('Broken');
  expect(kept().first).toBeNull();
});

test('what is kept may be anything', async () => {
  localStorage.setItem('runlens.views', '{"views":[1,{"name":"","query":"a"},{"name":"A","query":"b"}],"first":7}');
  const { saveView } = await import('./saved-views.ts');
  saveView('B', '');
  expect(kept()).toEqual({
    views: [
      { name: 'A', query: 'b' },
      { name: 'B', query: '' },
    ],
    first: null,
  });
  localStorage.setItem('runlens.views', 'no json');
  vi.resetModules();
  const again = await import('./saved-views.ts');
  expect(again.takeFirstView()).toBeNull();
});

test('a browser that is full keeps no more', async () => {
  const { saveView } = await import('./saved-views.ts');
  for (let i = 0; i < 50; i++) expect(saveView(`View ${i}`, 'q=a')).toBe(true);
  expect(saveView('One more', 'q=a')).toBe(false);
  expect(saveView('View 3', 'q=b')).toBe(true);
});
