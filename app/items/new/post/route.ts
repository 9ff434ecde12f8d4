import { answerUpload } from '@/lib/web/forms/upload-post';
import { addItemForm } from '../../forms';

export async function POST(request: Request): Promise<Response> {
  return answerUpload('/items/new', request, () => addItemForm);
}
