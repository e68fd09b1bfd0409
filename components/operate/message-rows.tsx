'use client';

import { Plus, X } from 'lucide';
import { useRef } from 'react';
import { OPERATE_LIMITS } from '#lib/contract/operate-limits.ts';
import { JsonField } from '../json/json-field.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Field, INPUT } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { CreateFaults } from './create-body.ts';
import type { DraftMessage } from './create-draft.ts';

const ROLES = [
  { id: 'user' as const, label: 'User' },
  { id: 'assistant' as const, label: 'Assistant' },
];
const FORMS = [
  { id: 'text' as const, label: 'Text' },
  { id: 'json' as const, label: 'Parts as JSON' },
];

/** Messages that go into the thread before the run begins. */
export function MessageRows({
  messages,
  faults,
  onChange,
}: {
  messages: readonly DraftMessage[];
  /** Only what the reader should see by now. */
  faults: CreateFaults;
  onChange: (messages: DraftMessage[]) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const set = (place: number, change: Partial<DraftMessage>) =>
    onChange(messages.map((one, i) => (i === place ? { ...one, ...change } : one)));
  const add = () => {
    onChange([...messages, { role: 'user', as: 'text', text: '' }]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child textarea')?.focus());
  };
  return (
    <div className="grid min-w-0 gap-2">
      <ol ref={list} aria-label="Additional messages" className="grid min-w-0 gap-3 empty:hidden">
        {messages.map((message, place) => {
          const fault = faults[`messages.${place}`];
          const label = `Message ${place + 1}`;
          return (
            // Messages have nothing but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={place} className="grid min-w-0 gap-1.5">
              {message.as === 'json' ? (
                <JsonField
                  label={label}
                  shape="array"
                  asked={fault !== undefined}
                  value={message.text}
                  onChange={(text) => set(place, { text })}
                />
              ) : (
                <Field label={label} fault={fault}>
                  {(control) => (
                    <textarea
                      {...control}
                      rows={3}
                      value={message.text}
                      onChange={(event) => set(place, { text: event.target.value })}
                      className={`${INPUT} resize-y py-1.5`}
                    />
                  )}
                </Field>
              )}
              <div className="flex flex-wrap items-center gap-2">
                <Segmented
                  label={`${label} is of`}
                  options={ROLES}
                  value={message.role}
                  onChange={(role) => set(place, { role })}
                />
                <Segmented
                  label={`${label} is written as`}
                  options={FORMS}
                  value={message.as}
                  onChange={(as) => set(place, { as })}
                />
                <IconButton
                  size="sm"
                  label={`Remove message ${place + 1}`}
                  onClick={() => onChange(messages.filter((_, i) => i !== place))}
                  className="ml-auto"
                >
                  <Icon of={X} size={14} />
                </IconButton>
              </div>
            </li>
          );
        })}
      </ol>
      <div>
        <Button size="sm" onClick={add} disabled={messages.length >= OPERATE_LIMITS.messages}>
          <Icon of={Plus} size={14} /> Add a message
        </Button>
      </div>
    </div>
  );
}
