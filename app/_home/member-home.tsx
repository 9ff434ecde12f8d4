import type { ReactNode } from 'react';
import { countOwned, listOwned } from '@/lib/items/queries';
import type { CurrentMember } from '@/lib/people/users/queries';
import { listNewest } from '@/lib/shelf/queries';
import { ownedCardOf } from '../_items/cards';
import { Holdings } from '../_items/holdings';
import { ItemShelf } from '../_items/item-list';
import { ButtonLink } from '../_ui/button';
import { MemberHero } from './hero';
import { NewestItems } from './newest-items';

const ON_SHELF = 12;
const OWNED_SHOWN = 6;

/** What has come in, and what they have. */
export async function memberHome(member: CurrentMember): Promise<ReactNode> {
  const [newest, owned, ownedCount] = await Promise.all([
    listNewest(ON_SHELF),
    listOwned(member.id, {}, OWNED_SHOWN),
    countOwned(member.id),
  ]);
  return (
    <>
      <MemberHero
        username={member.username}
        lead={<Holdings budget={member.budget} items={ownedCount} />}
        actions={<ButtonLink href="/market">Go to the market</ButtonLink>}
      />
      <NewestItems items={newest} budget={member.budget} />
      {ownedCount > 0 && (
        <section aria-labelledby="owned" className="grid gap-6">
          <h2 id="owned">Your items</h2>
          <ItemShelf items={owned.items.map(ownedCardOf)} />
          <p>
            <ButtonLink variant="secondary" href="/items">
              All your items
            </ButtonLink>
          </p>
        </section>
      )}
    </>
  );
}
