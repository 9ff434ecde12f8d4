import { describe, expect, it } from 'vitest';
import { codePoints } from '../lib/text.ts';
import { demoCatalogue } from './demo-catalogue.ts';

function upcCheckDigit(digits: string): number {
  const sum = [...digits].reduce((total, digit, n) => total + Number(digit) * (n % 2 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10;
}

describe('the demo catalogue', () => {
  it('fills two pages', () => {
    expect(demoCatalogue.length).toBeGreaterThanOrEqual(48);
  });

  it('has unique names and barcodes', () => {
    const names = new Set(demoCatalogue.map((item) => item.name.toLowerCase()));
    const barcodes = new Set(demoCatalogue.map((item) => item.barcode));
    expect(names.size).toBe(demoCatalogue.length);
    expect(barcodes.size).toBe(demoCatalogue.length);
  });

  it('has a few categories, each with several items', () => {
    const counts = new Map<string, number>();
    for (const { category } of demoCatalogue) {
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
    expect(counts.size).toBeLessThanOrEqual(10);
    expect(Math.min(...counts.values())).toBeGreaterThan(1);
    for (const name of counts.keys()) expect(codePoints(name)).toBeLessThanOrEqual(30);
  });

  it.each(demoCatalogue)('$name fits the columns and a new budget', (item) => {
    expect(item.name).toBe(item.name.trim());
    expect(codePoints(item.name)).toBeGreaterThan(0);
    expect(codePoints(item.name)).toBeLessThanOrEqual(50);
    expect(codePoints(item.description)).toBeGreaterThanOrEqual(60);
    expect(codePoints(item.description)).toBeLessThanOrEqual(1024);
    expect(Number.isInteger(item.price)).toBe(true);
    expect(item.price).toBeGreaterThanOrEqual(5);
    expect(item.price).toBeLessThanOrEqual(900);
  });

  it.each(demoCatalogue)('$name has a UPC-A barcode that a scanner accepts', ({ barcode }) => {
    expect(barcode).toMatch(/^\d{12}$/);
    expect(Number(barcode.at(-1))).toBe(upcCheckDigit(barcode.slice(0, 11)));
  });
});

it('upcCheckDigit gives the check digit of the standard’s example', () => {
  expect(upcCheckDigit('03600029145')).toBe(2);
});
