'use client';

import { type ReactNode, Suspense, useId, useState } from 'react';
import { buttonClass, type ButtonVariant } from '../ui/button.tsx';
import { Popover } from '../ui/popover.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** A button that opens a popover below itself. What is in it may be fetched when it is first opened. */
export function PopoverButton({
  label,
  variant = 'default',
  width,
  name,
  children,
}: {
  /** What stands on the button. */
  label: ReactNode;
  variant?: ButtonVariant;
  width?: number;
  /** Name of the menu. */
  name: string;
  children: ReactNode;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <span className="inline-flex flex-none">
      <button
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
        className={`${buttonClass(variant)} pointer-coarse:h-11!`}
      >
        {label}
      </button>
      <Popover id={id} label={name} onOpenChange={setOpen} {...(width === undefined ? {} : { width })}>
        <Suspense fallback={<MenuSkeleton />}>{children}</Suspense>
      </Popover>
    </span>
  );
}

/** Stands while a menu is fetched. */
export function MenuSkeleton() {
  return (
    <div aria-busy className="grid gap-3.5 px-2 py-2.5">
      <p className="sr-only">Loading</p>
      {['w-3/5', 'w-4/5', 'w-1/2', 'w-2/3'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
