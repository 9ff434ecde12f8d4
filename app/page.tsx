import { page } from '@/lib/page';
import { getMember } from '@/lib/session';
import { memberHome } from './home/member-home';
import { visitorHome } from './home/visitor-home';

export default page(async () => {
  const member = await getMember();
  // Called, not drawn as components: `page` has to see it when the database can’t be read.
  return member ? memberHome(member) : visitorHome();
});
