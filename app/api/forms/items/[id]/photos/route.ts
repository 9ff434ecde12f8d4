import { addPhotosForm, putPhotoFirstForm, removePhotoForm } from '@/app/items/forms';
import { answerPhotoForm } from '@/lib/web/forms/upload-post';

// `next.config.mjs` sends the forms of /items/<id>/photos here.
export async function POST(
  request: Request,
  { params }: RouteContext<'/api/forms/items/[id]/photos'>,
): Promise<Response> {
  const { id } = await params;
  return answerPhotoForm(`/items/${id}/photos`, request, (data) => {
    data.set('item', id);
    if (data.has('remove')) return removePhotoForm;
    return data.has('first') ? putPhotoFirstForm : addPhotosForm;
  });
}
