'use client';

import Link from 'next/link';
import type { Theme } from '@/lib/web/theme';
import { CreditsWord } from '../_trade/credits';
import { ThemeChoice } from './theme-choice.tsx';

/**
 * The footer of every page. Its `<link rel="expect">` makes the browser wait for the footer before
 * it paints. Otherwise a busy browser would paint half a page, and move that half later.
 */
export function SiteFooter({ theme }: { theme: Theme }) {
  return (
    <footer className="site-footer">
      <p>
        A market that its own members run, in <CreditsWord /> that are worth something only here.{' '}
        <Link prefetch={false} href="/market">
          See what is for sale
        </Link>
      </p>
      <ThemeChoice chosen={theme} at="theme" />
      <link rel="expect" href="#end" blocking="render" />
      <span id="end" hidden />
    </footer>
  );
}
