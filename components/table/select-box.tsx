'use client';

import { Untrusted } from '../ui/bidi.tsx';

/**
 * The check box of a row or, with `mixed`, of all rows. Rows are one stop for Tab, so that of a row is reached by pointers
 * and by the row's own keys only.
 */
export function SelectBox({
  name,
  checked,
  mixed = false,
  stop = false,
  onToggle,
}: {
  name: string;
  checked: boolean;
  mixed?: boolean;
  /** Whether Tab stops here. */
  stop?: boolean;
  onToggle: (range: boolean) => void;
}) {
  return (
    <label className="relative z-1 grid size-6 cursor-pointer place-items-center pointer-coarse:size-11 pointer-coarse:-m-2.5">
      <span className="sr-only">
        <Untrusted text={name} />
      </span>
      <input
        type="checkbox"
        tabIndex={stop ? 0 : -1}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = mixed && !checked;
        }}
        onChange={({ nativeEvent }) => onToggle('shiftKey' in nativeEvent && nativeEvent.shiftKey === true)}
        className="cursor-pointer"
      />
    </label>
  );
}
