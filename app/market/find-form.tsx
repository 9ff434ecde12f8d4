'use client';

import type { Wanted } from '@/lib/shelf/validation';
import { Button } from '../_ui/button';
import { Checkbox } from '../_ui/checkbox';
import { Field } from '../_ui/field';
import { Select } from '../_ui/select';

type FindFormProps = {
  wanted: Pick<Wanted, 'q' | 'from' | 'category' | 'affordable' | 'new' | 'sort'>;
  /** The categories that there are. */
  categories: readonly string[];
  /** Whether the member has been here before, so that something can be new to them. */
  returning: boolean;
};

/**
 * What to look for, among what, and in which order: a form that only asks. On a narrow screen all but
 * the search is folded away until it is used.
 */
export function FindForm({ wanted, categories, returning }: FindFormProps) {
  const { q, from, category, affordable, new: isNew, sort } = wanted;
  const used = from || category || affordable || isNew || sort !== 'newest';
  return (
    <search>
      <form method="get" action="/market" className="find">
        <Field
          name="q"
          label="Search"
          type="search"
          defaultValue={q}
          maxLength={100}
          enterKeyHint="search"
        />
        <details className="find-more" open={Boolean(used)}>
          <summary>Filter and sort</summary>
          <div className="find-filters">
            <Select name="from" label="From" defaultValue={from ?? ''}>
              <option value="">Everybody</option>
              <option value="market">The market</option>
              <option value="members">Members</option>
            </Select>
            {categories.length > 0 && (
              <Select name="category" label="Category" defaultValue={category ?? ''}>
                <option value="">All of them</option>
                {categories.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            )}
            <Select name="sort" label="Sort by" defaultValue={sort}>
              <option value="newest">Newest first</option>
              <option value="price">Price, low to high</option>
              <option value="-price">Price, high to low</option>
              <option value="name">Name</option>
            </Select>
            <Checkbox
              name="affordable"
              value="1"
              label="I can afford it"
              defaultChecked={affordable}
            />
            {(returning || isNew) && (
              <Checkbox
                name="new"
                value="1"
                label="New since my last visit"
                defaultChecked={isNew}
              />
            )}
          </div>
        </details>
        <Button variant="secondary">Search</Button>
      </form>
    </search>
  );
}
