import { eq } from 'drizzle-orm';
import { prepared } from '@/db/database';
import { settings } from '@/db/schema';

const version = prepared((orm) =>
  orm
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.name, 'shelf_version'))
    .prepare(),
);

/** A number that is higher whenever something is offered, bought or priced: kept by triggers. */
export async function getShelfVersion(): Promise<number> {
  return Number((await version().get())?.value ?? 0);
}
