'use client';

import type { ReactNode } from 'react';
import { CrateDrawing } from './crate-drawing.tsx';

/** The content of an empty list: a title, and what the reader can do. */
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
