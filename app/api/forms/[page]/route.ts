import { loginForm } from '@/app/login/form';
import { purchaseForm, sellBackForm } from '@/app/market/forms';
import { registerForm } from '@/app/register/form';
import type { Form } from '@/lib/form';
import { answerPlainForm } from '@/lib/plain-form';

// `proxy.ts` sends plain form posts here from the pages of the same names.
export async function POST(
  request: Request,
  { params }: { params: Promise<{ page: string }> },
): Promise<Response> {
  const { page } = await params;
  const form = await formOf(page, request);
  return form
    ? answerPlainForm(form, `/${page}`, request)
    : new Response('Not found', { status: 404 });
}

async function formOf(page: string, request: Request): Promise<Form | null> {
  if (page === 'register') return registerForm;
  if (page === 'login') return loginForm;
  if (page !== 'market') return null;
  const fields = await request.clone().formData();
  return fields.has('sell_item') ? sellBackForm : purchaseForm;
}
