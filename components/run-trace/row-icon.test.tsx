import { CircleHelp, Globe, ListTree, Plug, Wrench } from 'lucide';
import { expect, test } from 'vitest';
import { aStep, otherCall } from '#lib/domain/domain-fixtures.ts';
import { stepIcon } from './row-icon.ts';

test('steps carry the icon of their first call or activity', () => {
  expect(stepIcon(aStep({ calls: [otherCall('mcp'), otherCall('bing_grounding')] }))).toBe(Plug);
  expect(stepIcon(aStep({ calls: [otherCall('bing_custom_search')] }))).toBe(Globe);
  expect(stepIcon(aStep({ calls: [otherCall('telepathy')] }))).toBe(Wrench);
  const detail = { text: '{"activities":[{"type":"mcp_list_tools"}]}' };
  expect(stepIcon(aStep({ kind: 'other', type: 'activities', detail }))).toBe(ListTree);
  expect(stepIcon(aStep({ kind: 'other', type: 'dreams', detail }))).toBe(CircleHelp);
});
