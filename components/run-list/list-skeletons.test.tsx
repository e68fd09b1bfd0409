import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { GroupSkeleton } from './group-skeleton.tsx';
import { RunListSkeleton } from './run-list-skeleton.tsx';

test('rows that are loading stand below the heads of the columns that are shown', () => {
  const { container, rerender } = render(<RunListSkeleton hidden={['model']} />);
  expect(container).toHaveTextContent(
    /RunAssistantFirst user messageSourceStartedDurationWhere it wentStepsTokensEst\. costReason$/,
  );
  expect(screen.getByText('Started').closest('[aria-hidden]')).not.toBeNull();
  rerender(<RunListSkeleton hidden={[]} more />);
  expect(container).toHaveTextContent(/^Loading runs$/);
});

test('so do groups that are loading', () => {
  const { container, rerender } = render(<GroupSkeleton by="thread" />);
  expect(container).toHaveTextContent(/ThreadRunsFailedFirst seenLast seenNewest run$/);
  rerender(<GroupSkeleton by="failure" />);
  expect(container).toHaveTextContent(/FailureRunsFailedFirst seenLast seenNewest run, at the step that failed$/);
});
