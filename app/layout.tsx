import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './globals.css';
import { readFlash } from '@/lib/flash';
import { getMember } from '@/lib/session';
import { FlashRegion } from './_components/flash-region';
import { SiteFooter } from './_components/site-footer';
import { SiteHeader } from './_components/site-header';

export const metadata: Metadata = {
  title: { template: '%s · Market', default: 'Market' },
  description:
    'A market of your own: buy, sell back and trade in credits, with your class, club or office.',
};

export const viewport: Viewport = { colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Without a database there is still a page to say so on, and it has no member.
  const [member, messages] = await Promise.all([getMember().catch(() => null), readFlash()]);
  return (
    <html lang="en">
      <body>
        <SiteHeader member={member} />
        <main id="main" tabIndex={-1}>
          <FlashRegion messages={messages} />
          {children}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}
