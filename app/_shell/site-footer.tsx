'use client';

import Link from 'next/link';
import type { Theme } from '@/lib/web/theme';
import { ThemeChoice } from './theme-choice.tsx';

type SiteFooterProps = {
  theme: Theme;
  /** What whoever reads it calls credits. */
  credits: string;
};

/**
 * The end of every page. Nothing is painted before it has come: a browser that draws half a page,
 * as a busy one does, would have to move what it has drawn when it reads on.
 */
export function SiteFooter({ theme, credits }: SiteFooterProps) {
  return (
    <footer className="site-footer">
      <p>
        A market that its own members run, in {credits} that are worth something only here.{' '}
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
