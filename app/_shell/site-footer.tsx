'use client';

import Link from 'next/link';
import type { Theme } from '@/lib/web/theme';
import { CreditsWord } from '../_trade/credits';
import { ThemeChoice } from './theme-choice.tsx';

/**
 * The end of every page. Nothing is painted before it has come: a browser that draws half a page,
 * as a busy one does, would have to move what it has drawn when it reads on.
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
