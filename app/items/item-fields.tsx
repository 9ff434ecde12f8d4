import { NAME_LENGTH } from '@/lib/items/limits';
import type { ItemFields as ItemTexts } from '@/lib/items/validation';
import { Field } from '../_ui/field';
import { Select } from '../_ui/select';
import { TextArea } from '../_ui/text-area';
import type { useCheckedForm } from '../_ui/use-checked-form';

type FieldProperties = ReturnType<ReturnType<typeof useCheckedForm>['field']>;

type Props = {
  field: (name: keyof ItemTexts) => FieldProperties;
  /** The names of all categories. */
  categories: readonly string[];
};

/** The fields that the forms to add and to edit an item share. */
export function ItemFields({ field, categories }: Props) {
  return (
    <>
      <Field label="Name" maxLength={NAME_LENGTH.most} required {...field('name')} />
      {categories.length > 0 && (
        <Select label="Category" {...field('category')}>
          <option value="">None</option>
          {categories.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      )}
      <TextArea
        label="Description"
        rows={6}
        hint="What it is, and what state it is in. An empty line begins a new paragraph."
        {...field('description')}
      />
    </>
  );
}
