import Link from 'next/link';
import type { ComponentProps } from 'react';

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger';

const CLASSES: Record<Variant, string> = {
  primary: 'button button-primary',
  secondary: 'button',
  quiet: 'button button-quiet',
  danger: 'button button-danger',
};

function classes(variant: Variant, more: string | undefined): string {
  return more ? `${CLASSES[variant]} ${more}` : CLASSES[variant];
}

type ButtonProps = ComponentProps<'button'> & { variant?: Variant };

/**
 * A button. While its form is being sent, set `aria-disabled` and ignore a second press. Never set
 * `disabled`, because the button would lose the keyboard focus.
 */
export function Button({ variant = 'primary', type = 'submit', className, ...rest }: ButtonProps) {
  return <button type={type} className={classes(variant, className)} {...rest} />;
}

type ButtonLinkProps = ComponentProps<typeof Link> & { variant?: Variant };

/** A link that looks like a button. It opens a page and changes nothing. */
export function ButtonLink({ variant = 'primary', className, ...rest }: ButtonLinkProps) {
  return <Link prefetch={false} className={classes(variant, className)} {...rest} />;
}
