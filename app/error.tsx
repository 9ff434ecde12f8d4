'use client';

import { Button } from './_components/button';
import { StatusPage } from './_components/status-page';

/** What JavaScript shows when a part of the page can't be drawn, or an answer never came. */
export default function PageError() {
  return (
    <StatusPage
      title="The market did not answer"
      actions={
        <Button type="button" onClick={() => window.location.reload()}>
          Try again
        </Button>
      }
    >
      <p>
        The connection was lost, or something went wrong here. Look at the page again before you
        repeat anything: what you did may have been done.
      </p>
    </StatusPage>
  );
}
