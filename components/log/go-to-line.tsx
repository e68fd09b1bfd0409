'use client';

import { Hash } from 'lucide';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Button, IconButton } from '../ui/button.tsx';
import { Field, LINE_INPUT } from '../ui/field.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Popover } from '../ui/popover.tsx';

/** Width of the box in px. */
const WIDTH = 200;

/**
 * A button that asks for the number of a line and goes there; the keyboard then scrolls the text. `more` says that the text
 * may be longer than `total` lines.
 */
export function GoToLine({ total, more, onGo }: { total: number; more: boolean; onGo: (line: number) => void }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const go = (line: number) => {
    onGo(line);
    document.getElementById(id)?.hidePopover();
    button.current?.closest('[data-block]')?.querySelector<HTMLElement>('[data-top="text"]')?.focus();
  };
  return (
    <span className="inline-flex flex-none">
      <IconButton
        ref={button}
        size="sm"
        label="Go to line"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        <Icon of={Hash} size={14} />
      </IconButton>
      <Popover id={id} label="Go to line" width={WIDTH} onOpenChange={setOpen}>
        <LineForm total={total} more={more} onGo={go} />
      </Popover>
    </span>
  );
}

/** The box is opened to type into it; the browser focuses it where it opens again before what was in it has gone. */
function focusIt(field: HTMLInputElement | null): void {
  field?.setAttribute('autofocus', '');
  field?.focus();
}

function LineForm({ total, more, onGo }: { total: number; more: boolean; onGo: (line: number) => void }) {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const line = lineOf(text);
  const beyond = line !== null && line > total && !more;
  const fault =
    line === null ? 'This is no number of a line' : beyond ? `This text has ${formatCount(total)} lines` : null;
  const go = () => {
    setAsked(true);
    if (line !== null && !beyond) onGo(line);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    go();
  };
  return (
    <div className="grid gap-1.5 p-1.5 font-normal">
      <Field
        label="Line"
        note={`1 – ${formatCount(total)}${more ? ' and more' : ''}`}
        fault={beyond || asked ? fault : null}
      >
        {(control) => (
          <input
            {...control}
            ref={focusIt}
            inputMode="numeric"
            autoComplete="off"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setAsked(false);
            }}
            onFocus={(event) => event.target.select()}
            onKeyDown={onKeyDown}
            className={LINE_INPUT}
          />
        )}
      </Field>
      <Button size="sm" onClick={go}>
        Go
      </Button>
    </div>
  );
}

/** The number of a line, from 1, as people write it: `1234`, `1,234`, `1 234`, `:1234`. Null for anything else. */
function lineOf(text: string): number | null {
  const digits = /^:?\d{1,12}$/.exec(text.replaceAll(/[\s,.'_]/g, ''))?.[0].replace(':', '') ?? '';
  const line = Number(digits);
  return line > 0 ? line : null;
}
