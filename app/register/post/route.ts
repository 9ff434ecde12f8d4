import { answerPlainPost } from '@/lib/web/forms/plain-post';
import { registerForm } from '../forms';

export async function POST(request: Request): Promise<Response> {
  return answerPlainPost('/register', request, () => registerForm);
}
