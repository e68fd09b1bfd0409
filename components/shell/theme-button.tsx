'use client';

import { Monitor, Moon, Sun } from 'lucide';
import { useState } from 'react';
import { nextTheme, showTheme, type Theme } from '#lib/client/theme.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

const ICONS = { system: Monitor, light: Sun, dark: Moon };
const NAMES = { system: 'system', light: 'light', dark: 'dark' };

/** Goes round the themes. `initial` is what the server read from the cookie. */
export function ThemeButton({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const next = nextTheme(theme);
  return (
    <IconButton
      className="pointer-coarse:size-11"
      label={`Theme: ${NAMES[theme]}. Switch to ${NAMES[next]}`}
      onClick={() => {
        showTheme(next);
        setTheme(next);
      }}
    >
      <Icon of={ICONS[theme]} />
    </IconButton>
  );
}
