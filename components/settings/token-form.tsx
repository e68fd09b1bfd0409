'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { makeToken } from '#lib/client/access-queries.ts';
import { toApiError } from '#lib/client/api-error.ts';
import { TOKEN_DAYS } from '#lib/domain/access.ts';
import { allows, isRole, type Role, ROLES } from '#lib/domain/role.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { Field, LINE_INPUT } from '../ui/field.tsx';
import { ROLE_WORDS } from './access-words.ts';
import { Card } from './settings-head.tsx';

const DAY_S = 86_400;

/** Name, role and lifetime of a new token; no role above the reader's own is offered. */
export function TokenForm({ own, onMade }: { own: Role; onMade: (token: string) => void }) {
  const [name, setName] = useState('');
  const [wanted, setWanted] = useState<Role>('viewer');
  const [days, setDays] = useState<number | null>(90);
  const [fault, setFault] = useState<string | null>(null);
  const make = useMutation({
    mutationFn: () => makeToken({ name: name.trim(), role: wanted, expiresIn: days === null ? null : days * DAY_S }),
    onSuccess: ({ token }) => {
      setName('');
      onMade(token);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFault(name.trim() === '' ? 'Say what it is for.' : null);
    if (name.trim() !== '' && !make.isPending) make.mutate();
  };
  return (
    <Card label="New token">
      <form
        onSubmit={submit}
        noValidate
        className="grid items-start gap-3 p-3 desk:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,1fr)_auto]"
      >
        <Field label="What it is for" fault={fault}>
          {(control) => (
            <input
              {...control}
              value={name}
              maxLength={100}
              placeholder="nightly report"
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
              className={LINE_INPUT}
            />
          )}
        </Field>
        <Field label="Role">
          {(control) => (
            <select
              {...control}
              value={wanted}
              onChange={(event) => setWanted(isRole(event.target.value) ? event.target.value : 'viewer')}
              className={`${LINE_INPUT} cursor-pointer`}
            >
              {ROLES.filter((one) => allows(own, one)).map((one) => (
                <option key={one} value={one}>
                  {one}: {ROLE_WORDS[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Expires">
          {(control) => (
            <select
              {...control}
              value={String(days)}
              onChange={(event) => setDays(event.target.value === 'null' ? null : Number(event.target.value))}
              className={`${LINE_INPUT} cursor-pointer`}
            >
              {TOKEN_DAYS.map((each) => (
                <option key={String(each)} value={String(each)}>
                  {each === null ? 'never' : `in ${each} days`}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button
          type="submit"
          variant="primary"
          aria-disabled={make.isPending}
          className="desk:mt-[22px] pointer-coarse:h-11"
        >
          Make token
        </Button>
        <p role="alert" className="text-fail empty:hidden desk:col-span-4">
          {make.error ? <Untrusted text={toApiError(make.error).message} /> : null}
        </p>
      </form>
    </Card>
  );
}
