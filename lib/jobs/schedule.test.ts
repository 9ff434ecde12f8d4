import { afterEach, describe, expect, it } from 'vitest';
import { nextDue } from './schedule.ts';

const zone = process.env.TZ;

afterEach(() => {
  process.env.TZ = zone;
});

describe('a job of every minute', () => {
  it.each([
    ['2026-11-23T10:00:00.000Z', '2026-11-23T10:01:00.000Z'],
    ['2026-11-23T10:00:00.001Z', '2026-11-23T10:01:00.000Z'],
    ['2026-11-23T10:00:59.999Z', '2026-11-23T10:01:00.000Z'],
    ['2026-12-31T23:59:30.000Z', '2027-01-01T00:00:00.000Z'],
  ])('is due after %s at %s', (after, due) => {
    expect(nextDue('minute', new Date(after)).toISOString()).toBe(due);
  });
});

describe('a job of every night', () => {
  it.each([
    ['UTC', '2026-11-23T02:59:59.999Z', '2026-11-23T03:00:00.000Z'],
    ['UTC', '2026-11-23T03:00:00.000Z', '2026-11-24T03:00:00.000Z'],
    ['UTC', '2026-12-31T22:00:00.000Z', '2027-01-01T03:00:00.000Z'],
    ['Europe/Berlin', '2026-11-23T01:59:00.000Z', '2026-11-23T02:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-23T10:00:00.000Z', '2026-11-23T11:00:00.000Z'],
    // The clocks of Berlin skip the hour before 03:00, and later in the year repeat it.
    ['Europe/Berlin', '2026-03-29T00:30:00.000Z', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T02:00:00.000Z'],
    // The clocks of Helsinki skip 03:00, and later in the year show 03:00 twice.
    ['Europe/Helsinki', '2026-03-29T00:30:00.000Z', '2026-03-29T01:00:00.000Z'],
    ['Europe/Helsinki', '2026-10-24T23:30:00.000Z', '2026-10-25T00:00:00.000Z'],
    ['Europe/Helsinki', '2026-10-25T01:00:00.000Z', '2026-10-26T01:00:00.000Z'],
  ])('in %s is due after %s at %s', (TZ, after, due) => {
    process.env.TZ = TZ;
    expect(nextDue('night', new Date(after)).toISOString()).toBe(due);
  });
});
