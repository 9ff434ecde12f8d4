import { listCategories } from '@/lib/items/categories/queries';
import { may } from '@/lib/items/may';
import { itemFieldValues } from '@/lib/items/validation';
import { EMPTY_FORM } from '@/lib/web/forms/state';
import { NarrowSheet } from '../../../_ui/narrow-sheet';
import { itemPage } from '../item-page';
import { EditForm } from './edit-form';

const { generateMetadata, page } = itemPage({
  part: 'edit',
  title: ({ name }) => `Edit ${name}`,
  untitled: 'Edit',
  may: may.edit.allows,
  async render(item) {
    return (
      <NarrowSheet title={`Edit ${item.name}`} lead="What you change is told on its page.">
        <EditForm
          itemId={item.id}
          start={{
            ...EMPTY_FORM,
            values: { item: String(item.id), ...itemFieldValues(item) },
          }}
          categories={await listCategories()}
        />
      </NarrowSheet>
    );
  },
});

export { generateMetadata, page as default };
