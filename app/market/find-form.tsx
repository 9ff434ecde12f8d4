'use client';

import { SEARCH_LENGTH } from '@/lib/shelf/limits';
import type { Search } from '@/lib/shelf/validation';
import { Button } from '../_ui/button';
import { Checkbox } from '../_ui/checkbox';
import { Field } from '../_ui/field';
import { Select } from '../_ui/select';

type FindFormProps = {
  search: Omit<Search, 'after' | 'before'>;
  /** The names of all categories. */
  categories: readonly string[];
  /** Whether the member has been here before, so that something can be new to them. */
  returning: boolean;
};

/**
 * The form for a search. On a narrow screen all but the text is folded away, unless the search uses
 * more than the text.
 */
export function FindForm({ search, categories, returning }: FindFormProps) {
  const { q, from, category, affordable, new: isNew, sort } = search;
  const isUsed = from || category || affordable || isNew || sort !== 'newest';
  return (
    <search>
      <form method="get" action="/market" className="find">
        <Field
          name="q"
          label="Search"
          type="search"
          defaultValue={q}
          maxLength={SEARCH_LENGTH.most}
          enterKeyHint="search"
        />
        <details className="find-more" open={Boolean(isUsed)}>
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
