import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { Tabs } from './tabs.tsx';

const TABS = [
  { id: 'rendered', label: 'Rendered' },
  { id: 'json', label: 'JSON' },
  { id: 'timing', label: 'Timing' },
];

function Sample() {
  const [value, setValue] = useState('rendered');
  return (
    <Tabs label="Views of the step" tabs={TABS} value={value} onChange={setValue}>
      content of {value}
    </Tabs>
  );
}

const selected = () => screen.getByRole('tab', { selected: true });

it('is one tab stop whose arrows move, select and go round', async () => {
  const user = userEvent.setup();
  render(<Sample />);
  await user.tab();
  expect(screen.getByRole('tab', { name: 'Rendered' })).toHaveFocus();
  await user.keyboard('{ArrowRight}');
  expect(selected()).toHaveTextContent('JSON');
  expect(selected()).toHaveFocus();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(selected()).toHaveTextContent('Rendered');
  await user.keyboard('{ArrowLeft}');
  expect(selected()).toHaveTextContent('Timing');
  await user.keyboard('{Home}');
  expect(selected()).toHaveTextContent('Rendered');
  await user.keyboard('{End}');
  expect(selected()).toHaveTextContent('Timing');
  await user.tab();
  expect(selected()).not.toHaveFocus();
});

it('names its panel by the selected tab', async () => {
  render(<Sample />);
  expect(screen.getByRole('tablist', { name: 'Views of the step' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('tab', { name: 'JSON' }));
  const panel = screen.getByRole('tabpanel', { name: 'JSON' });
  expect(panel).toHaveTextContent('content of json');
  expect(selected()).toHaveAttribute('aria-controls', panel.id);
});
