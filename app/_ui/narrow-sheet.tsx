import type { ReactNode } from 'react';

type NarrowSheetProps = {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
};

/** A narrow sheet with a form, such as the login. The footer consists of paragraphs. */
export function NarrowSheet({ title, lead, children, footer }: NarrowSheetProps) {
  return (
    <section className="auth">
      <div className="sheet grid gap-6">
        <div className="grid gap-2">
          <h1>{title}</h1>
          {lead ? <p className="text-soft">{lead}</p> : null}
        </div>
        {children}
      </div>
      {footer ? <div className="grid gap-2 text-center">{footer}</div> : null}
    </section>
  );
}
