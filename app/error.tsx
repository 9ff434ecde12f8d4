'use client';

import { unstable_isUnrecognizedActionError as isOfOlderBuild } from 'next/navigation';
import { StatusPage } from './_shell/status-page';
import { Button } from './_ui/button';

/** The page that JavaScript shows when a part of a page fails, or when no answer arrives. */
export default function PageError({ error }: { error: Error }) {
  const old = isOfOlderBuild(error);
  return (
    <StatusPage
      title={old ? 'This page is out of date' : 'The market did not answer'}
      actions={
        <Button type="button" onClick={() => window.location.reload()}>
          {old ? 'Load it again' : 'Try again'}
        </Button>
      }
    >
      <p>
        {old
          ? 'The market was updated since you opened this page, and nothing was done. Load it again, and repeat what you did.'
          : 'The connection was lost, or something went wrong here. Look at the page again before you repeat anything: what you did may have been done.'}
      </p>
    </StatusPage>
  );
}
