'use client';

import { type ReactNode, useDeferredValue, useMemo, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { Field, TEXT_INPUT } from '../ui/field.tsx';
import { jsonFault, type JsonShape, offsetOf } from './json-fault.ts';

/**
 * A field for JSON, which is read while it is typed: what is wrong is named with line and column, and a button goes there.
 * An empty field is at fault only where `asked`: somebody has tried to send it.
 */
export function JsonField({
  label,
  value,
  onChange,
  shape = 'any',
  note,
  hint,
  asked = false,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  shape?: JsonShape;
  /** At the right of the label. */
  note?: ReactNode;
  hint?: string;
  asked?: boolean;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const read = useDeferredValue(value);
  const found = useMemo(() => jsonFault(read, shape), [read, shape]);
  const fault = read.trim() === '' && !asked ? null : found;
  const goThere = () => {
    if (!fault?.place || !area.current) return;
    const at = offsetOf(value, fault.place);
    area.current.focus();
    area.current.setSelectionRange(at, Math.min(value.length, at + 1));
  };
  const tidy = () => onChange(JSON.stringify(JSON.parse(value), null, 2));
  return (
    <div className="grid min-w-0 gap-1">
      <Field label={label} note={note} hint={hint} fault={fault?.words}>
        {(control) => (
          <textarea
            {...control}
            ref={area}
            rows={4}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={TEXT_INPUT}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-1.5 empty:hidden">
        {fault?.place ? (
          <Button size="sm" onClick={goThere}>
            Go to the fault
          </Button>
        ) : null}
        {found === null && read === value && canTidy(value) ? (
          <Button size="sm" variant="ghost" onClick={tidy}>
            Format
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Whether formatting would help; numbers that it would change are left alone. */
function canTidy(text: string): boolean {
  if (text.length > 100_000 || /\d{16}|\d[eE]/.test(text)) return false;
  return JSON.stringify(JSON.parse(text), null, 2) !== text && text.includes(':');
}
