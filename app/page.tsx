import { artworkUrl } from '@/lib/artwork/artwork';
import { listForSale } from '@/lib/items/queries';
import { page } from '@/lib/page';
import { getMember } from '@/lib/session';
import { ButtonLink } from './_components/button';
import { HomeHero } from './_components/home-hero';
import { HowItWorks } from './_components/how-it-works';

export default page(async () => {
  const [member, { items }] = await Promise.all([getMember(), listForSale({}, 6)]);
  return (
    <>
      <HomeHero
        artworks={items.map(({ name, barcode }) => artworkUrl(name, barcode))}
        actions={
          member ? (
            <ButtonLink href="/market">Go to the market</ButtonLink>
          ) : (
            <>
              <ButtonLink href="/register">Create account</ButtonLink>
              <ButtonLink href="/login" variant="secondary">
                Log in
              </ButtonLink>
            </>
          )
        }
      />
      <HowItWorks />
    </>
  );
});
