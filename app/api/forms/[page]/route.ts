import { purchaseForm, sellBackForm } from '@/app/_trade/forms';
import { joinForm } from '@/app/join/form';
import { loginForm } from '@/app/login/form';
import { registerForm } from '@/app/register/form';
import type { Form } from '@/lib/web/forms/define';
import { answerPlainForm } from '@/lib/web/forms/plain-post';

const FORMS: Record<string, (data: FormData) => Form> = {
  register: () => registerForm,
  login: () => loginForm,
  join: () => joinForm,
  market: (data) => (data.has('sell_item') ? sellBackForm : purchaseForm),
};

// `next.config.mjs` sends plain form posts here from the pages of the same names.
export async function POST(
  request: Request,
  { params }: { params: Promise<{ page: string }> },
): Promise<Response> {
  const { page } = await params;
  const formOf = Object.hasOwn(FORMS, page) ? FORMS[page] : undefined;
  return formOf
    ? answerPlainForm(`/${page}`, request, formOf)
    : new Response('Not found', { status: 404 });
}
