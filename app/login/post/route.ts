import { answerPlainPost } from '@/lib/web/forms/plain-post';
import { loginForm } from '../forms';

export async function POST(request: Request): Promise<Response> {
  return answerPlainPost('/login', request, () => loginForm);
}
