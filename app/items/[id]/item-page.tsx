import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { cache, type ReactNode } from 'react';
import { getItem, type Item } from '@/lib/items/queries';
import type { CurrentMember } from '@/lib/people/users/queries';
import { memberPage } from '@/lib/web/page';
import { itemPath, parseId } from '@/lib/web/paths';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

type ItemPage = {
  /** What follows the item's address, such as `edit`. Absent for the item's own page. */
  part?: string;
  title: (item: Item) => string;
  /** The title when there is no such item. */
  untitled: string;
  /** Whether this member may see the page. Others go to the item's own page. */
  may?: (member: CurrentMember, item: Item) => boolean;
  /** @param back the page to come back to, from the URL; undefined when the URL names none */
  render: (item: Item, member: CurrentMember, back: string | undefined) => Promise<ReactNode>;
};

/**
 * Makes a page about an item, with its title. Visitors go to the login, and `may` checks members.
 */
export function itemPage({ part, title, untitled, may, render }: ItemPage) {
  return {
    async generateMetadata({ params }: Props): Promise<Metadata> {
      const item = await requireItem((await params).id).catch(() => null);
      return { title: item ? title(item) : untitled };
    },
    page: memberPage(addressOf, async (member, { params, searchParams }: Props) => {
      const item = await requireItem((await params).id);
      if (may && !may(member, item)) redirect(itemPath(item.id));
      return render(item, member, backIn(await searchParams));
    }),
  };

  async function addressOf({ params, searchParams }: Props): Promise<string> {
    const path = itemPath((await params).id, part);
    const back = backIn(await searchParams);
    return back === undefined ? path : `${path}?${new URLSearchParams({ back })}`;
  }
}

function backIn({ back }: { back?: string | string[] | undefined }): string | undefined {
  return typeof back === 'string' ? back : undefined;
}

// Once a page has begun, Next's `notFound()` shows nothing without JavaScript, so this redirects.
const requireItem = cache(async (text: string): Promise<Item> => {
  const id = parseId(text);
  return (id === undefined ? null : await getItem(id)) ?? redirect('/status/not-found');
});
