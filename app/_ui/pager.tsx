'use client';

import { ButtonLink } from './button.tsx';

type PagerProps = { previous: string | null; next: string | null; label: string };

/** The links to the previous and the next page, by their paths. Null: there is no such page. */
export function Pager({ previous, next, label }: PagerProps) {
  if (previous === null && next === null) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap justify-between gap-3">
      {previous !== null && (
        <ButtonLink variant="secondary" href={previous} rel="prev">
          Previous page
        </ButtonLink>
      )}
      {next !== null && (
        <ButtonLink variant="secondary" href={next} rel="next" className="ms-auto">
          Next page
        </ButtonLink>
      )}
    </nav>
  );
}
