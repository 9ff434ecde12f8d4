import { answerUpload } from '@/lib/web/forms/upload-post';
import { itemPath } from '@/lib/web/paths';
import { addPhotosForm, putPhotoFirstForm, removePhotoForm } from '../../../forms';

export async function POST(
  request: Request,
  { params }: RouteContext<'/items/[id]/photos/post'>,
): Promise<Response> {
  const { id } = await params;
  return answerUpload(itemPath(id, 'photos'), request, (data) => {
    data.set('item', id);
    if (data.has('remove')) return removePhotoForm;
    return data.has('first') ? putPhotoFirstForm : addPhotosForm;
  });
}
