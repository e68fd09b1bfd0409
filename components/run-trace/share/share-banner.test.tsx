import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { leftWords } from './left-text.tsx';
import { redactedWords, ShareBanner } from './share-banner.tsx';

const DAY = 86_400_000;

test('says until when a link can be read, rounded up', () => {
  expect([6.2 * DAY, 1.5 * DAY, 2.5 * 3_600_000, 90_000, 60_000, 0].map(leftWords)).toEqual([
    'expires in 7 days',
    'expires in 36 hours',
    'expires in 3 hours',
    'expires in 2 minutes',
    'expires in 1 minute',
    'expired',
  ]);
});

test('says what was taken out without saying it', () => {
  const summary = (counts: object, classes: string[] = []) => redactedWords({ counts, classes, values: 1 } as never);
  expect(summary({})).toBe('nothing redacted');
  expect(summary({ emails: 2, ips: 1 })).toBe('personal data redacted');
  expect(summary({ phones: 1, secret: 1, file_names: 2, spot: 1 }, ['logs', 'metadata'])).toBe(
    'personal data, keys, file names and chosen words redacted, logs and metadata left out',
  );
  expect(redactedWords({ counts: { ips: 1 }, classes: [], values: 1, tooDeep: 2 })).toBe(
    'personal data redacted, parts that nest deeper than 200 levels left out',
  );
});

test('is a note with the lock, the time left and the time of the copy', () => {
  const now = Date.now();
  const redaction = { counts: { emails: 1 }, classes: [], values: 1 };
  render(<ShareBanner snapshot={{ takenAt: now, expiresAt: now + 6 * DAY - 5_000, redaction }} />);
  expect(screen.getByRole('note')).toHaveTextContent(
    /^Shared snapshot, expires in 6 days, personal data redacted\. Taken .+\.$/,
  );
});
