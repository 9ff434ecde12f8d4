import { Checkbox } from '@/app/_ui/checkbox';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Field } from '@/app/_ui/field';
import { Select } from '@/app/_ui/select';
import { TextArea } from '@/app/_ui/text-area';
import { Part } from './part';

const WRONG = ['This is what is wrong, and how to put it right.'];

/** What forms are made of: empty, filled, with a hint, and wrong. */
export function Fields() {
  return (
    <Part name="Fields">
      <form className="sheet grid gap-5" style={{ maxWidth: '40rem' }}>
        <ErrorSummary
          message="2 fields need your attention."
          errors={{ wrong: WRONG, both: WRONG }}
        />
        <Field name="empty" label="Empty" />
        <Field name="filled" label="Filled" defaultValue="Ada Lovelace" />
        <Field name="hinted" label="With a hint" hint="What is asked for here, in a few words." />
        <Field name="wrong" label="Wrong" defaultValue="ada" errors={WRONG} />
        <Field name="both" label="Wrong, with a hint" hint="A hint." errors={WRONG} required />
        <Field name="secret" label="Password" type="password" defaultValue="secret" />
        <Field name="files" label="Files" type="file" multiple hint="A hint." />
        <TextArea name="text" label="Several lines" hint="A hint." defaultValue="One" rows={3} />
        <TextArea name="wrong_text" label="Several wrong lines" errors={WRONG} rows={3} />
        <Select name="choice" label="One of several" defaultValue="two">
          <option value="one">One</option>
          <option value="two">Two</option>
        </Select>
        <Select name="wrong_choice" label="Wrongly chosen" errors={WRONG}>
          <option value="one">One</option>
        </Select>
        <Checkbox name="unticked" label="Not ticked" />
        <Checkbox name="ticked" label="Ticked" hint="With a hint." defaultChecked />
        <Checkbox name="wrong_tick" label="To be ticked" errors={WRONG} />
      </form>
    </Part>
  );
}
