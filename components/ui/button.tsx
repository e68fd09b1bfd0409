import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

export type ButtonVariant = 'default' | 'primary' | 'ghost';
export type ButtonSize = 'md' | 'sm';

const BASE =
  'inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap transition-colors duration-fast disabled:cursor-default disabled:text-ink-3';

const VARIANTS: Record<ButtonVariant, string> = {
  default:
    'border-line-strong bg-panel text-ink enabled:hover:bg-hover aria-pressed:bg-hover disabled:border-line disabled:bg-inset',
  primary:
    'border-transparent bg-accent text-on-accent enabled:hover:bg-accent-hover disabled:border-line disabled:bg-inset',
  ghost:
    'border-transparent bg-transparent text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink',
};

/** For links that look like buttons: `:enabled` never holds for them. */
const LINK_HOVER: Record<ButtonVariant, string> = {
  default: 'hover:bg-hover',
  primary: 'hover:bg-accent-hover',
  ghost: 'hover:bg-hover hover:text-ink',
};

/** Class names of a link that looks like a button. */
export function buttonClass(variant: ButtonVariant = 'default', size: ButtonSize = 'md'): string {
  return classNames(BASE, VARIANTS[variant], LINK_HOVER[variant], sizeClass(size));
}

function sizeClass(size: ButtonSize): string {
  return size === 'sm' ? 'h-6 px-2 text-meta' : 'h-control px-2.5 text-ui';
}

/** A button with text. `primary` is used once on a screen. */
export function Button({
  variant = 'default',
  size = 'md',
  className,
  ...rest
}: ComponentProps<'button'> & { variant?: ButtonVariant; size?: ButtonSize }) {
  return <button type="button" className={classNames(BASE, VARIANTS[variant], sizeClass(size), className)} {...rest} />;
}

/** A button with an icon only; `label` is its name and its tooltip. 28 px, or 24 px when `sm`. */
export function IconButton({
  label,
  size = 'md',
  className,
  ...rest
}: ComponentProps<'button'> & { label: string; size?: ButtonSize }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classNames(BASE, VARIANTS.ghost, size === 'sm' ? 'size-6' : 'tap size-control', className)}
      {...rest}
    />
  );
}
