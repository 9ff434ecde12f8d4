import { expectAccessible } from './accessible.ts';
import { test } from './fixtures.ts';

test('nothing stands in the way in any part, in any state', { tag: '@js-on' }, async ({
  page,
  visit,
}) => {
  await visit('/parts');
  await expectAccessible(page);
});
