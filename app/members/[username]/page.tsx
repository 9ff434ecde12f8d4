import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { formatDay } from '@/lib/dates';
import { listOffersOf } from '@/lib/items/offers/queries';
import { formatCredits } from '@/lib/money';
import { getProfile, type Profile } from '@/lib/people/users/queries';
import { plural } from '@/lib/plural';
import { lookAlikeKey } from '@/lib/text';
import { memberPage } from '@/lib/web/page';
import { pagesBeside, pathAt, positionOf } from '@/lib/web/paging';
import { memberPath } from '@/lib/web/paths';
import { saleCardOf } from '../../_items/cards';
import { SaleList } from '../../_items/item-list';
import { TradeDialog } from '../../_trade/trade-dialog';
import { ButtonLink } from '../../_ui/button';
import { EmptyState } from '../../_ui/empty-state';
import { PageHeading } from '../../_ui/page-heading';
import { Pager } from '../../_ui/pager';

type Props = PageProps<'/members/[username]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decoded((await params).username) || 'Member' };
}

export default memberPage(pathOf, async (member, { params, searchParams }: Props) => {
  const position = positionOf(await searchParams);
  const name = decoded((await params).username);
  const profile = await requireProfile(lookAlikeKey(name));
  const path = memberPath(profile.username);
  const here = pathAt(path, position);
  if (name.trim() !== profile.username) redirect(here);
  const { items, ...beside } = await listOffersOf(profile.id, position);
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
          <SaleList
            items={items.map((item) => saleCardOf(item, member))}
            budget={member.budget}
            here={here}
          />
        ) : beside.previous || beside.next ? (
          <p>Nothing is left on this page.</p>
        ) : (
          <EmptyState title="Nothing for sale">
            <p>{mine ? 'What you offer' : `What ${profile.username} offers`} stands here.</p>
            <ButtonLink href="/market">Go to the market</ButtonLink>
          </EmptyState>
        )}
        <Pager {...pagesBeside(path, beside)} label="Pages of what is offered" />
      </section>
      <TradeDialog budget={member.budget} formKey={randomUUID()} />
    </>
  );
});

async function pathOf({ params, searchParams }: Props): Promise<string> {
  return pathAt(memberPath(decoded((await params).username)), positionOf(await searchParams));
}

const requireProfile = cache(
  async (key: string): Promise<Profile> => (await getProfile(key)) ?? redirect('/status/not-found'),
);

function tradesOf({ trades }: Profile): string {
  if (trades === 0) return 'not traded yet';
  return plural(trades, { one: 'traded once', other: `traded ${formatCredits(trades)} times` });
}

// An address that is no UTF-8 gives an empty name, which no member has.
function decoded(username: string): string {
  try {
    return decodeURIComponent(username);
  } catch {
    return '';
  }
}
