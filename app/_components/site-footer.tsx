'use client';

import Link from 'next/link';
import type { Theme } from '@/lib/theme';
import { ThemeChoice } from './theme-choice.tsx';

export function SiteFooter({ theme }: { theme: Theme }) {
  return (
    <footer className="site-footer">
      <p>
        A market that its own members run, in credits that are worth something only here.{' '}
        <Link prefetch={false} href="/market">
          See what is for sale
        </Link>
      </p>
      <ThemeChoice chosen={theme} />
    </footer>
  );
}
