import { expect, test } from 'vitest';
import { recipientAccess } from './shared-access.ts';
import { ownerAccess, type TraceAccess } from './trace-access.ts';

const TOKEN = `rls_${'a'.repeat(32)}`;

/** Every address that an access can give. */
function addresses(access: TraceAccess): (string | null | undefined)[] {
  return [
    access.tracePath(null, 50),
    access.stepsPath('s'),
    access.stepPath('s', 'whole'),
    access.stepPath('s', 'cut'),
    access.textPath('s', 'path=p&from=1'),
    access.messagesPath('m'),
    access.rawPath?.({ of: 'run' }),
    access.rawPath?.({ of: 'step', id: 's' }),
    access.fileUrl('file_1'),
    access.threadMessagesPath?.('thread_1', null),
    access.refreshPath,
    access.exportPath?.('json'),
    access.threadRunsPath?.('thread_1'),
    access.threadHref?.('thread_1'),
    access.runHref?.('thread_1', 'run_1'),
    access.listHref,
    access.replayPath,
  ];
}

test('a recipient reaches the addresses below the link and no other, each with the grant', () => {
  const given = addresses(recipientAccess(TOKEN, '17.x')).filter((path) => path !== null && path !== undefined);
  expect(given).toHaveLength(10);
  for (const path of given)
    expect(path).toMatch(new RegExp(`^/api/shared/${TOKEN}(?:/[^?]*)?\\?(?:.+&)?grant=17\\.x$`));
  expect(given.join(' ')).not.toContain('thread_1');
});

test('a recipient hears no events, changes nothing and shares nothing', () => {
  const access = recipientAccess(TOKEN, null);
  expect([access.live, access.operate ?? null, access.sharing ?? null, access.shared]).toEqual([
    null,
    null,
    null,
    true,
  ]);
  expect(addresses(access).join(' ')).not.toContain('grant');
  expect(addresses(ownerAccess('s', 't.r')).every((path) => typeof path === 'string')).toBe(true);
});
