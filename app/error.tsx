'use client';

import { Button } from './_components/button';
import { StatusPage } from './_components/status-page';

/** What JavaScript shows in place of a part of the page that could not be drawn. */
export default function PageError({ reset }: { reset: () => void }) {
  return (
    <StatusPage
      code={500}
      title="Something went wrong here"
      actions={
        <Button type="button" onClick={reset}>
          Try again
        </Button>
      }
    >
      <p>
        It is the market’s mistake, not yours. What you did may not have been done; look before you
        repeat it.
      </p>
    </StatusPage>
  );
}
