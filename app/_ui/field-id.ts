/** The element id of the input of a field. The error summary links to this id. */
export function fieldId(name: string): string {
  return `field-${name}`;
}
