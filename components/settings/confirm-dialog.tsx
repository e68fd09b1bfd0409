'use client';

import { type ReactNode, useState } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** A button that asks before it does what cannot be taken back. `does` rejects with an `ApiError`, which is shown. */
export function ConfirmButton({
  label,
  name,
  title,
  action,
  does,
  children,
}: {
  /** What the button says; `name` is its whole name. */
  label: string;
  name: string;
  title: string;
  /** What the button in the dialog says. */
  action: string;
  does: () => Promise<void>;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const show = (next: boolean) => {
    setOpen(next);
    setProblem(null);
  };
  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await does();
      show(false);
    } catch (error) {
      setProblem(toApiError(error).message);
    }
    setBusy(false);
  };
  return (
    <>
      <Button size="sm" aria-label={name} onClick={() => show(true)} className="tap">
        {label}
      </Button>
      <Dialog open={open} onOpenChange={show} title={title}>
        <div className="grid gap-3 p-4">
          <div className="wrap-anywhere">{children}</div>
          <p role="alert" className="text-fail empty:hidden">
            {problem === null ? null : <Untrusted text={problem} />}
          </p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => show(false)} className="pointer-coarse:h-11">
              Keep
            </Button>
            <Button
              aria-disabled={busy}
              onClick={() => void confirm()}
              className="border-transparent! bg-fail! text-panel! pointer-coarse:h-11"
            >
              {action}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
