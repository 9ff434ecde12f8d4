import { page } from '@/lib/web/page';
import { getMember } from '@/lib/web/session/member';
import { memberHome } from './_home/member-home';
import { visitorHome } from './_home/visitor-home';

export default page(async () => {
  const member = await getMember();
  // Called, not drawn as components: `page` has to see it when the database can’t be read.
  return member ? memberHome(member) : visitorHome();
});
