import { seeOther } from '@/lib/web/http/see-other';
import { withdrawForm } from '../../forms';

/**
 * The button “Withdraw”. Not a server action: it stands beside buttons that lead to pages, in one
 * form with them, and in a dialog that shows a part of another page.
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
