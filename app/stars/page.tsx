import type { Metadata } from 'next';
import { listStarred } from '@/lib/inbox/stars/queries';
import { isOwner } from '@/lib/items/may';
import type { ListedItem } from '@/lib/items/queries';
import { inCredits } from '@/lib/money';
import type { CurrentMember } from '@/lib/people/users/queries';
import { memberPage } from '@/lib/web/page';
import { shelfCardOf } from '../_items/cards';
import { CreditsWord } from '../_trade/credits';
import { ButtonLink } from '../_ui/button';
import { EmptyState } from '../_ui/empty-state';
import { PageHeading } from '../_ui/page-heading';
import { StarredList } from './starred-list';

export const metadata: Metadata = { title: 'Starred' };

export default memberPage('/stars', async (member) => {
  const starred = await listStarred(member.id);
  return (
    <>
      <PageHeading title="Starred" lead="What you would like to have, and how far it is." />
      {starred.length > 0 ? (
        <section aria-labelledby="starred">
          <h2 id="starred" className="sr-only">
            All of them, newest first
          </h2>
          <StarredList
            items={starred.map((item) => ({
              ...shelfCardOf(item),
              note: distanceTo(item, member),
            }))}
          />
        </section>
      ) : (
        <EmptyState title="No stars yet">
          <p>
            Star an item on its page, and you see here how many <CreditsWord /> are missing.
          </p>
          <ButtonLink href="/market">Go to the market</ButtonLink>
        </EmptyState>
      )}
    </>
  );
});

/** A note that says whether a member can buy an item, or how many credits are missing. */
function distanceTo(item: ListedItem, member: CurrentMember): string {
  const { budget, words } = member;
  if (isOwner(member, item)) return 'It is yours';
  if (item.salePrice === null) return 'Not for sale now';
  const missing = item.salePrice - budget;
  return missing > 0 ? `${inCredits(missing, words)} to go` : 'You can afford it';
}
