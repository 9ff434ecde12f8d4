import { seeOther } from '@/lib/web/http/see-other';
import { withdrawForm } from '../../forms';

/**
 * Answers the button “Withdraw”. It is no server action, because the button shares a form with
 * buttons that open pages, and because a dialog shows that form on another page.
 */
export async function POST(
  _: Request,
  { params }: RouteContext<'/items/[id]/withdraw'>,
): Promise<Response> {
  const data = new FormData();
  data.set('item', (await params).id);
  const result = await withdrawForm(data);
  const to = 'redirectTo' in result ? result.redirectTo : '/items';
  return seeOther(to, 303);
}
