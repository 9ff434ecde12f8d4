import { describe, expect, it } from 'vitest';
import { asMonth, boundsOf, formatMoment, formatMonth, monthOf, monthsBetween } from './dates.ts';

describe('months', () => {
  it('begin where the one before ends', () => {
    for (const month of ['2026-01', '2026-11', '2026-12', '2028-02'] as const) {
      const { start, end } = boundsOf(month);
      expect(monthOf(start)).toBe(month);
      expect(monthOf(new Date(end.getTime() - 1))).toBe(month);
      expect(monthOf(end)).not.toBe(month);
    }
  });

  it('are counted from the newest back, over the turn of a year', () => {
    expect(monthsBetween(new Date(2026, 10, 30), new Date(2027, 1, 1))).toEqual([
      '2027-02',
      '2027-01',
      '2026-12',
      '2026-11',
    ]);
    expect(monthsBetween(new Date(2026, 4, 31), new Date(2026, 4, 31))).toEqual(['2026-05']);
  });

  it('are read from an address only if there is such a month', () => {
    expect(asMonth('2026-11')).toBe('2026-11');
    for (const text of ['2026-13', '2026-00', '2026-1', '0026-11', '2026-11-01', '', undefined]) {
      expect(asMonth(text)).toBeNull();
    }
    expect(asMonth(['2026-11'])).toBeNull();
  });

  it('are said in words', () => {
    expect(formatMonth('2026-11')).toBe('November 2026');
    expect(formatMoment(new Date(2026, 10, 3, 9, 5))).toMatch(/^Nov 3, 2026, 9:05\sAM$/);
  });
});
