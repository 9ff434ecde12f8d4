import { asc } from 'drizzle-orm';
import { prepared } from '@/db/database';
import { categories } from '@/db/schema';

const names = prepared((orm) =>
  orm.select({ name: categories.name }).from(categories).orderBy(asc(categories.name)).prepare(),
);

/** The names of all categories, in the order of the alphabet. */
export async function listCategories(): Promise<string[]> {
  return (await names().all()).map(({ name }) => name);
}
