import { addItemForm } from '@/app/items/forms';
import { answerPhotoForm } from '@/lib/web/forms/upload-post';

// `next.config.mjs` sends the forms of /items/new here.
export async function POST(request: Request): Promise<Response> {
  return answerPhotoForm('/items/new', request, () => addItemForm);
}
