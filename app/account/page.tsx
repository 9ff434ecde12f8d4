import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { listSessions } from '@/lib/people/sessions/queries';
import { readTheme } from '@/lib/web/chosen-theme';
import { memberPage } from '@/lib/web/page';
import { memberPath } from '@/lib/web/paths';
import { sessionToken } from '@/lib/web/session/member';
import { ThemeChoice } from '../_shell/theme-choice';
import { Credits } from '../_trade/credits';
import { ButtonLink } from '../_ui/button';
import { PageHeading } from '../_ui/page-heading';
import { SessionList } from './session-list';

export const metadata: Metadata = { title: 'Your account' };

export default memberPage('/account', async (member) => {
  const [sessions, theme] = await Promise.all([
    listSessions(member.id, await sessionToken()),
    readTheme(),
  ]);
  return (
    <>
      <PageHeading
        title="Your account"
        aside={
          <ButtonLink variant="secondary" href={memberPath(member.username)}>
            Your page
          </ButtonLink>
        }
      />
      <section aria-labelledby="details" className="sheet account grid gap-4">
        <h2 id="details">Your details</h2>
        <dl className="summary">
          <Detail term="Username" value={member.username}>
            <ButtonLink variant="quiet" href="/account/username">
              Change username
            </ButtonLink>
          </Detail>
          <Detail term="Email" value={member.email}>
            <ButtonLink variant="quiet" href="/account/email">
              Change email
            </ButtonLink>
          </Detail>
          <Detail term="Password" value="Only you know it">
            <ButtonLink variant="quiet" href="/account/password">
              Change password
            </ButtonLink>
          </Detail>
          <Detail
            term="Currency words"
            value={
              <>
                <Credits amount={1} />, <Credits amount={2} />
              </>
            }
          >
            <ButtonLink variant="quiet" href="/account/words">
              Change currency words
            </ButtonLink>
          </Detail>
          <Detail term="Theme" value="For this browser">
            <ThemeChoice chosen={theme} at="your-theme" />
          </Detail>
        </dl>
      </section>
      <section aria-labelledby="sessions" className="sheet account grid gap-4">
        <h2 id="sessions">Where you are logged in</h2>
        <SessionList sessions={sessions} />
      </section>
      <section aria-labelledby="leaving" className="sheet account grid gap-4">
        <h2 id="leaving">Your data</h2>
        <p>All that the market has stored of you, as a file that programs can read.</p>
        <div className="flex flex-wrap gap-3">
          <a className="button" href="/account/data" download>
            Download my data
          </a>
          <ButtonLink variant="danger" href="/account/close">
            Close my account
          </ButtonLink>
        </div>
      </section>
    </>
  );
});

type DetailProps = { term: string; value: ReactNode; children: ReactNode };

function Detail({ term, value, children }: DetailProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <span>{value}</span>
        {children}
      </dd>
    </div>
  );
}
