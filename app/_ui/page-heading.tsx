import type { ReactNode } from 'react';

type PageHeadingProps = { title: ReactNode; lead?: ReactNode; aside?: ReactNode };

/** The h1 of a page, a sentence below it, and an element to its right. */
export function PageHeading({ title, lead, aside }: PageHeadingProps) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="grid gap-3">
        <h1>{title}</h1>
        {lead ? <p className="max-w-[60ch] text-lg text-soft">{lead}</p> : null}
      </div>
      {aside}
    </div>
  );
}
