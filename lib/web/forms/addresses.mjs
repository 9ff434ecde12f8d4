// `next.config.mjs` reads this list too, so it is plain JavaScript.

/**
 * Pages whose forms scripts may post as `application/x-www-form-urlencoded`, as the pages of the old
 * system did. `post/route.ts` beside the page answers such a post.
 */
export const PLAIN_POSTS = ['/login', '/register', '/join', '/market'];

/**
 * Pages whose forms carry files; `:id` stands for a number. `post/route.ts` beside the page answers
 * all their posts, with files or without.
 */
export const UPLOADS = ['/items/new', '/items/:id/photos'];
