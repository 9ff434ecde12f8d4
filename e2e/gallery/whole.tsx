import { HomeHero, MemberHero } from '@/app/_home/hero';
import { HowItWorks } from '@/app/_home/how-it-works';
import { StatusPage } from '@/app/_shell/status-page';
import { Button, ButtonLink } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/empty-state';
import { NarrowSheet } from '@/app/_ui/narrow-sheet';
import { Part } from './part';

/** What the home page begins with. */
export function Heroes({ artworks }: { artworks: readonly string[] }) {
  return (
    <>
      <HomeHero
        artworks={artworks}
        actions={<ButtonLink href="/register">Create account</ButtonLink>}
      />
      <MemberHero
        username="Ada Lovelace"
        lead="You have 1,000 credits to spend, and own no items yet."
        actions={<ButtonLink href="/market">Go to the market</ButtonLink>}
      />
    </>
  );
}

/** What stands alone on a page: sheets, and pages in place of others. */
export function Whole() {
  return (
    <>
      <Part name="Empty shelves">
        <EmptyState title="You own nothing yet">
          <p>Buy something, and it stands here.</p>
          <ButtonLink href="/market">Go to the market</ButtonLink>
        </EmptyState>
      </Part>
      <HowItWorks />
      <NarrowSheet
        title="Log in"
        lead="Good to see you again."
        footer={
          <p>
            <a href="/register">Create account</a>
          </p>
        }
      >
        <Button type="button">Log in</Button>
      </NarrowSheet>
      <StatusPage
        code={404}
        title="Nothing on this shelf"
        actions={<ButtonLink href="/market">Go</ButtonLink>}
      >
        <p>There is no page at this address.</p>
      </StatusPage>
      <StatusPage title="The market did not answer">
        <p>The connection was lost.</p>
      </StatusPage>
    </>
  );
}
