import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { formatDay } from '@/lib/dates';
import { memberPath } from '@/lib/member-path';
import { formatCredits } from '@/lib/money';
import { listOffersOf } from '@/lib/offers/queries';
import { page } from '@/lib/page';
import { requireMember } from '@/lib/session';
import { lookAlikeKey } from '@/lib/text';
import { getProfile, type Profile } from '@/lib/users/queries';
import { ButtonLink } from '../../_components/button';
import { EmptyState } from '../../_components/empty-state';
import { PageHeading } from '../../_components/page-heading';
import { cardsOf } from '../../market/cards';
import { ItemShelf } from '../../market/item-list';
import { idOf } from '../../market/position';

type Props = PageProps<'/members/[username]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decoded((await params).username) || 'Member' };
}

export default page(async ({ params, searchParams }: Props) => {
  const { username } = await params;
  const before = idOf((await searchParams).before);
  const query = before === undefined ? '' : `?before=${before}`;
  const name = decoded(username);
  const member = await requireMember(memberPath(name) + query);
  const profile = await requireProfile(lookAlikeKey(name));
  if (name.trim() !== profile.username) redirect(memberPath(profile.username) + query);
  const { items, older } = await listOffersOf(profile.id, before);
  const mine = profile.id === member.id;
  return (
    <>
      <PageHeading
        title={profile.username}
        lead={`${mine ? 'You have' : 'Has'} been here since ${formatDay(profile.joinedAt)}, and ${tradesOf(profile)}.`}
        aside={
          mine && (
            <ButtonLink variant="secondary" href="/account">
              Your account
            </ButtonLink>
          )
        }
      />
      <section aria-labelledby="offers" className="grid gap-6">
        <h2 id="offers">For sale</h2>
        {items.length > 0 ? (
          <ItemShelf
            items={cardsOf(items)}
            budget={mine ? undefined : member.budget}
            words={member.words}
          />
        ) : (
          <EmptyState title="Nothing for sale">
            <p>{mine ? 'What you offer' : `What ${profile.username} offers`} stands here.</p>
            <ButtonLink href="/market">Go to the market</ButtonLink>
          </EmptyState>
        )}
        {(older !== null || before !== undefined) && (
          <nav aria-label="Pages of what is offered" className="flex flex-wrap gap-3">
            {before !== undefined && (
              <ButtonLink variant="secondary" href={memberPath(profile.username)}>
                Newest items
              </ButtonLink>
            )}
            {older !== null && (
              <ButtonLink
                variant="secondary"
                href={`${memberPath(profile.username)}?before=${older}`}
                rel="next"
              >
                Older items
              </ButtonLink>
            )}
          </nav>
        )}
      </section>
    </>
  );
});

const requireProfile = cache(
  async (key: string): Promise<Profile> => (await getProfile(key)) ?? redirect('/status/not-found'),
);

function tradesOf({ trades }: Profile): string {
  if (trades === 0) return 'not traded yet';
  return trades === 1 ? 'traded once' : `traded ${formatCredits(trades)} times`;
}

// Of an address that is no UTF-8 there is no member.
function decoded(username: string): string {
  try {
    return decodeURIComponent(username);
  } catch {
    return '';
  }
}
