import type { Metadata } from 'next';
import { getItem } from '@/lib/items/queries';
import { CREDITS, inCredits } from '@/lib/money';
import { itemPath, parseId } from '@/lib/web/paths';
import { siteMetadata } from '../_shell/site-metadata';

/**
 * The preview of a shared link to an item. Such a link leads visitors to the login. Items that a
 * member owns have no preview, because they are private. `wanted` is the path after the login.
 */
export async function previewOf(wanted: unknown): Promise<Metadata['openGraph']> {
  const id = parseId(/^\/items\/(\d+)(?:\/buy(?:\?.*)?)?$/.exec(String(wanted))?.[1]);
  const item = id === undefined ? null : await getItem(id).catch(() => null);
  if (item?.ownerId !== null) return undefined;
  const { openGraph } = await siteMetadata();
  return {
    ...openGraph,
    title: `${item.name}: ${inCredits(item.price, CREDITS)}`,
    description: 'For sale in the market. Log in to buy it.',
    images: [{ url: itemPath(item.id, 'picture'), width: 1200, height: 630, alt: item.name }],
  };
}
