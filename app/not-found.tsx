import type { Metadata } from 'next';
import { FailurePage, titleOf } from './_shell/failure-page';

export const metadata: Metadata = { title: titleOf('not-found') };

export default function NotFound() {
  return <FailurePage name="not-found" />;
}
