import type { ReactNode } from 'react';
import { artworkUrl } from '@/lib/artwork/artwork';
import { listNewest } from '@/lib/shelf/queries';
import { ButtonLink } from '../_ui/button';
import { HomeHero } from './hero';
import { HowItWorks } from './how-it-works';
import { NewestItems } from './newest-items';

const IN_STALL = 6;
const ON_SHELF = 12;

/** What this is, what it has, and how it goes. */
export async function visitorHome(): Promise<ReactNode> {
  const newest = await listNewest(ON_SHELF);
  // Photos are for members.
  const items = newest.map((item) => ({ ...item, photo: null }));
  const artworks = items.slice(0, IN_STALL).map((item) => artworkUrl(item.name, item.barcode));
  return (
    <>
      <HomeHero
        artworks={artworks}
        actions={
          <>
            <ButtonLink href="/register">Create account</ButtonLink>
            <ButtonLink href="/login" variant="secondary">
              Log in
            </ButtonLink>
          </>
        }
      />
      <NewestItems items={items} />
      <HowItWorks />
    </>
  );
}
