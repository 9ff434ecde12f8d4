const rules = new Intl.PluralRules('en');

/**
 * The form of a text that a number needs in English.
 * @param count a whole number
 */
export function plural<Form>(count: number, forms: { one: Form; other: Form }): Form {
  return rules.select(count) === 'one' ? forms.one : forms.other;
}
