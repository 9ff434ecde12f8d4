import type { ReactNode } from 'react';
import './globals.css';
import { CREDITS } from '@/lib/money';
import { readTheme } from '@/lib/web/chosen-theme';
import { readFlash } from '@/lib/web/flash';
import { runDueJobsAfterAnswer } from '@/lib/web/jobs';
import { getMember } from '@/lib/web/session/member';
import { FlashRegion } from './_shell/flash-region';
import { bricolage } from './_shell/fonts/bricolage';
import { SiteFooter } from './_shell/site-footer';
import { SiteHeader } from './_shell/site-header';
import { undoAction } from './_trade/actions';
import { CreditWordsProvider } from './_trade/credits';

export {
  siteMetadata as generateMetadata,
  siteViewport as generateViewport,
} from './_shell/site-metadata';

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Without a database, the page of the failure still needs a layout. It then has no member.
  const [member, messages, theme] = await Promise.all([
    getMember().catch(() => null),
    readFlash(),
    readTheme(),
  ]);
  runDueJobsAfterAnswer();
  return (
    <html
      lang="en"
      className={bricolage.variable}
      data-theme={theme === 'system' ? undefined : theme}
    >
      <body>
        <CreditWordsProvider words={member?.words ?? CREDITS}>
          <SiteHeader
            member={
              member && {
                username: member.username,
                budget: member.budget,
                unread: member.unread,
              }
            }
          />
          <main id="main" tabIndex={-1}>
            <FlashRegion messages={messages} undoAction={undoAction} />
            {children}
          </main>
          <SiteFooter theme={theme} />
        </CreditWordsProvider>
      </body>
    </html>
  );
}
