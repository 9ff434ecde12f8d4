/** The id of a field's input, by the field's name; the error summary links to it. */
export function fieldId(name: string): string {
  return `field-${name}`;
}
