import { describe, expect, it } from 'vitest';
import { deviceOf, knownDevice, MOST_MEMBERS } from './known-device.ts';

const ADA = 1;
const BEA = 2;

describe('a device', () => {
  it('is known to a member who has logged in on it, and to nobody else', () => {
    const device = deviceOf(undefined, ADA);
    expect(knownDevice(device, ADA)).toBe(device.split('.')[0]);
    expect(knownDevice(device, BEA)).toBeNull();
    expect(knownDevice(deviceOf(undefined, BEA), ADA)).toBeNull();
    expect(knownDevice(undefined, ADA)).toBeNull();
  });

  it('stays the same one, and may have several members', () => {
    const first = deviceOf(undefined, ADA);
    const both = deviceOf(first, BEA);
    expect(knownDevice(both, ADA)).toBe(knownDevice(first, ADA));
    expect(knownDevice(both, BEA)).toBe(knownDevice(first, ADA));
    expect(deviceOf(both, ADA).split('.').sort()).toEqual(both.split('.').sort());
  });

  it('forgets who has not been there for longest, and stays small', () => {
    let device = deviceOf(undefined, ADA);
    for (let member = 2; member <= MOST_MEMBERS; member += 1) device = deviceOf(device, member);
    expect(knownDevice(device, ADA)).not.toBeNull();
    device = deviceOf(deviceOf(device, ADA), MOST_MEMBERS + 1);
    expect(knownDevice(device, ADA)).not.toBeNull();
    expect(knownDevice(device, BEA)).toBeNull();
    for (let member = 20; member < 120; member += 1) device = deviceOf(device, member);
    expect(device.length).toBeLessThan(300);
  });

  it('says nothing of who has used it', () => {
    const [one, other] = [deviceOf(undefined, ADA), deviceOf(undefined, ADA)];
    const parts = [...one.split('.'), ...other.split('.')];
    expect(new Set(parts).size).toBe(4);
  });

  it('can’t be made up, or put together from others', () => {
    const own = deviceOf(undefined, ADA);
    const stranger = deviceOf(undefined, BEA);
    const [id = '', mark = ''] = own.split('.');
    const [otherId = '', otherMark = ''] = stranger.split('.');
    for (const forged of [
      id,
      `${id}.`,
      `${id}.${otherMark}`,
      `${otherId}.${mark}`,
      `${mark}.${id}`,
      `${id}.${'A'.repeat(22)}`,
      `${id}.${mark}x`,
      `.${mark}`,
      `x.${mark}`,
      `${id}:${ADA}`,
      '',
      '.',
      'null',
      'x'.repeat(5_000),
    ]) {
      expect(knownDevice(forged, ADA), forged).toBeNull();
      const [made = ''] = deviceOf(forged, BEA).split('.');
      expect(made).toMatch(/^[\w-]{22}$/);
    }
  });

  it('has no room for more marks than it is made with', () => {
    const stuffed = `${deviceOf(undefined, BEA)}${`.${'A'.repeat(22)}`.repeat(50)}`;
    expect(deviceOf(stuffed, ADA).split('.')).toHaveLength(1 + MOST_MEMBERS);
  });
});
