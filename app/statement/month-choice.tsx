import { formatMonth, type Month } from '@/lib/dates';
import { Button } from '../_ui/button';
import { fieldId } from '../_ui/field-id';

/** A plain form that chooses the month of a statement. Null stands for all months. */
export function MonthChoice({ chosen, months }: { chosen: Month | null; months: Month[] }) {
  const listed = chosen && !months.includes(chosen) ? [chosen, ...months] : months;
  return (
    <form method="get" action="/statement" className="flex flex-wrap items-end gap-3">
      <div className="field">
        <label className="label" htmlFor={fieldId('month')}>
          Month
        </label>
        <select id={fieldId('month')} name="month" className="input" defaultValue={chosen ?? ''}>
          <option value="">All months</option>
          {listed.map((month) => (
            <option key={month} value={month}>
              {formatMonth(month)}
            </option>
          ))}
        </select>
      </div>
      <Button variant="secondary">Show</Button>
    </form>
  );
}
