import type { ReactNode } from 'react';

/** One kind of part, with its name above it. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  const id = `part-${name.toLowerCase().replaceAll(' ', '-')}`;
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <h2 id={id}>{name}</h2>
      {children}
    </section>
  );
}
