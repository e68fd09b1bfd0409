import { createContext, useContext, useState } from 'react';

/** How texts are shown, as their reader likes it. */
export interface TextLooks {
  /** Long lines go on in the next. */
  wrap: boolean;
  /** JSON is shown as the text it is, not as a tree. */
  raw: boolean;
}

/** The same for all texts below; without it each text remembers its own. */
export const TextLookContext = createContext<{
  looks: TextLooks;
  setLook: (name: keyof TextLooks, on: boolean) => void;
} | null>(null);

/** One of the ways in which a text is shown, and how to change it. */
export function useTextLook(name: keyof TextLooks): [on: boolean, set: (on: boolean) => void] {
  const shared = useContext(TextLookContext);
  const own = useState(false);
  return shared ? [shared.looks[name], (on) => shared.setLook(name, on)] : own;
}
