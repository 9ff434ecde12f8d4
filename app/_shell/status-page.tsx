'use client';

import type { ReactNode } from 'react';
import { StallDrawing } from './stall-drawing.tsx';

type StatusPageProps = {
  code?: string | number;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
};

/** A page that is shown in place of another page, for example when that page is not found. */
export function StatusPage({ code, title, children, actions }: StatusPageProps) {
  return (
    <section className="status">
      <StallDrawing sign={code ? String(code) : 'Closed'} />
      <div className="grid gap-5">
        <h1>{title}</h1>
        <div className="grid max-w-[46ch] gap-3 text-lg text-soft">{children}</div>
        {actions ? <div className="flex flex-wrap gap-3">{actions}</div> : null}
      </div>
    </section>
  );
}
