'use client';

import type { ReactNode } from 'react';
import { CrateDrawing } from './crate-drawing.tsx';

/** An empty shelf: says that nothing is here yet, and what to do about it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <CrateDrawing />
      <div className="grid justify-items-start gap-3">
        <h2>{title}</h2>
        {children}
      </div>
    </div>
  );
}
