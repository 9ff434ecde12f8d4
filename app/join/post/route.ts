import { answerPlainPost } from '@/lib/web/forms/plain-post';
import { joinForm } from '../forms';

export async function POST(request: Request): Promise<Response> {
  return answerPlainPost('/join', request, () => joinForm);
}
