import { answerPlainPost } from '@/lib/web/forms/plain-post';
import { purchaseForm, sellBackForm } from '../../_trade/forms';

export async function POST(request: Request): Promise<Response> {
  return answerPlainPost('/market', request, (data) =>
    data.has('sell_item') ? sellBackForm : purchaseForm,
  );
}
