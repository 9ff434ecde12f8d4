import { getItem } from '@/lib/items/queries';
import { parseId } from '@/lib/web/paths';
import { posterOf } from './poster';

/**
 * The picture in previews of links to an item. Only items of the market have it. Visitors may see
 * it.
 */
export async function GET(
  _: Request,
  { params }: RouteContext<'/items/[id]/picture'>,
): Promise<Response> {
  const id = parseId((await params).id);
  const item = id === undefined ? null : await getItem(id).catch(() => null);
  if (item?.ownerId !== null) return new Response('Not found', { status: 404 });
  return new Response(Buffer.from(await posterOf(item)), {
    headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=86400' },
  });
}
