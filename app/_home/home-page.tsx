import { page } from '@/lib/web/page';
import { getMember } from '@/lib/web/session/member';
import { memberHome } from './member-home';
import { visitorHome } from './visitor-home';

/** The page at `/` and at `/home`. */
export const homePage = page(async () => {
  const member = await getMember();
  // Calls, not components: `page` then catches an error of the database.
  return member ? memberHome(member) : visitorHome();
});
