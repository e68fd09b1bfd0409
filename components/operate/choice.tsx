import { classNames } from '../ui/class-names.ts';
import { Field, LINE_INPUT } from '../ui/field.tsx';

/** A field with few choices. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  hint,
}: {
  label: string;
  value: T;
  options: readonly (readonly [value: T, words: string])[];
  onChange: (value: T) => void;
  hint?: string;
}) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => onChange(options.find(([each]) => each === event.target.value)?.[0] ?? value)}
          className={classNames(LINE_INPUT, 'cursor-pointer')}
        >
          {options.map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One line of text or a number. */
export function Line({
  label,
  value,
  onChange,
  hint,
  fault,
  placeholder,
  options,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  hint?: string;
  fault?: string | undefined;
  placeholder?: string;
  /** What is suggested: value, and words beside it. */
  options?: readonly (readonly [value: string, words: string])[];
}) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(control) => (
        <>
          <input
            {...control}
            value={value}
            placeholder={placeholder}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            list={options && options.length > 0 ? `${control.id}-list` : undefined}
            onChange={(event) => onChange(event.target.value)}
            className={LINE_INPUT}
          />
          {options && options.length > 0 ? (
            <datalist id={`${control.id}-list`}>
              {options.map(([each, words]) => (
                <option key={each} value={each}>
                  {words}
                </option>
              ))}
            </datalist>
          ) : null}
        </>
      )}
    </Field>
  );
}
