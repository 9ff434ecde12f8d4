/** The check digit that GS1 adds to the digits of a barcode. Weights from the right: 3, 1, 3, … */
export function checkDigitOf(digits: string): string {
  let sum = 0;
  for (let place = 1; place <= digits.length; place += 1) {
    sum += Number(digits[digits.length - place]) * (place % 2 === 1 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}
