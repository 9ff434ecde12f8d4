import { listCategories } from '@/lib/items/categories/queries';
import { may } from '@/lib/items/may';
import { EMPTY_FORM } from '@/lib/web/forms/state';
import { NarrowSheet } from '../../../_ui/narrow-sheet';
import { itemPage } from '../item-page';
import { EditForm } from './edit-form';

const { generateMetadata, page } = itemPage({
  part: 'edit',
  title: ({ name }) => `Edit ${name}`,
  untitled: 'Edit',
  may: may.edit.allows,
  async render({ id, name, description, category }) {
    return (
      <NarrowSheet title={`Edit ${name}`} lead="What you change is told on its page.">
        <EditForm
          itemId={id}
          start={{
            ...EMPTY_FORM,
            values: { item: String(id), name, description, category: category ?? '' },
          }}
          categories={await listCategories()}
        />
      </NarrowSheet>
    );
  },
});

export { generateMetadata, page as default };
