import { failurePage } from '@/lib/failure';
import { SIZES } from '@/lib/photos/address';
import { getPicture } from '@/lib/photos/queries';
import { seeOther } from '@/lib/see-other';
import { getMember, loginPath } from '@/lib/session';
import { idOf } from '../../../market/position';

/** A photo, for members alone. What is at this address never changes, so a browser may keep it. */
export async function GET(
  _: Request,
  { params }: RouteContext<'/photos/[id]/[size]'>,
): Promise<Response> {
  const { id: text, size: name } = await params;
  const id = idOf(text);
  const size = SIZES.find((size) => size === name);
  try {
    if (!(await getMember())) return seeOther(loginPath(`/photos/${id ?? 0}/${size ?? 'large'}`));
    const webp = id === undefined || !size ? null : await getPicture(id, size);
    if (!webp) return new Response('Not found', { status: 404 });
    return new Response(new Uint8Array(webp), {
      headers: {
        'Content-Type': 'image/webp',
        'Cache-Control': 'private, max-age=31536000, immutable',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  } catch (error) {
    return seeOther(failurePage(error));
  }
}
