import type { Metadata } from 'next';
import { ButtonLink } from './_components/button';
import { StatusPage } from './_components/status-page';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <StatusPage
      code={404}
      title="Nothing on this shelf"
      actions={<ButtonLink href="/market">Go to the market</ButtonLink>}
    >
      <p>There is no page at this address. It may have been mistyped, or the item is gone.</p>
    </StatusPage>
  );
}
