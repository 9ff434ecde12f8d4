import { getPicture } from '@/lib/items/photos/queries';
import { PHOTO_SIZES } from '@/lib/items/photos/sizes';
import { failurePage } from '@/lib/web/failure';
import { seeOther } from '@/lib/web/http/see-other';
import { loginPath, parseId } from '@/lib/web/paths';
import { getMember } from '@/lib/web/session/member';

/** A photo, for members only. The photo at an address never changes, so browsers may cache it. */
export async function GET(
  _: Request,
  { params }: RouteContext<'/photos/[id]/[size]'>,
): Promise<Response> {
  const { id: text, size: name } = await params;
  const id = parseId(text);
  const size = PHOTO_SIZES.find((size) => size === name);
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
