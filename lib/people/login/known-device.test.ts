import { describe, expect, it } from 'vitest';
import { addDeviceMember, DEVICE_MEMBER_LIMIT, knownDevice } from './known-device.ts';

const ADA = 1;
const BEA = 2;

describe('a device', () => {
  it('is known only for members who have logged in on it', () => {
    const device = addDeviceMember(undefined, ADA);
    expect(knownDevice(device, ADA)).toBe(device.split('.')[0]);
    expect(knownDevice(device, BEA)).toBeNull();
    expect(knownDevice(addDeviceMember(undefined, BEA), ADA)).toBeNull();
    expect(knownDevice(undefined, ADA)).toBeNull();
  });

  it('keeps its id and can have several members', () => {
    const first = addDeviceMember(undefined, ADA);
    const both = addDeviceMember(first, BEA);
    expect(knownDevice(both, ADA)).toBe(knownDevice(first, ADA));
    expect(knownDevice(both, BEA)).toBe(knownDevice(first, ADA));
    expect(addDeviceMember(both, ADA).split('.').sort()).toEqual(both.split('.').sort());
  });

  it('forgets the member with the oldest login when it is full', () => {
    let device = addDeviceMember(undefined, ADA);
    for (let member = 2; member <= DEVICE_MEMBER_LIMIT; member += 1)
      device = addDeviceMember(device, member);
    expect(knownDevice(device, ADA)).not.toBeNull();
    device = addDeviceMember(addDeviceMember(device, ADA), DEVICE_MEMBER_LIMIT + 1);
    expect(knownDevice(device, ADA)).not.toBeNull();
    expect(knownDevice(device, BEA)).toBeNull();
    for (let member = 20; member < 120; member += 1) device = addDeviceMember(device, member);
    expect(device.length).toBeLessThan(300);
  });

  it('does not reveal its members', () => {
    const [one, other] = [addDeviceMember(undefined, ADA), addDeviceMember(undefined, ADA)];
    const parts = [...one.split('.'), ...other.split('.')];
    expect(new Set(parts).size).toBe(4);
  });

  it('cannot be forged, nor combined from other cookies', () => {
    const own = addDeviceMember(undefined, ADA);
    const stranger = addDeviceMember(undefined, BEA);
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
      const [made = ''] = addDeviceMember(forged, BEA).split('.');
      expect(made).toMatch(/^[\w-]{22}$/);
    }
  });

  it('ignores marks beyond the limit', () => {
    const stuffed = `${addDeviceMember(undefined, BEA)}${`.${'A'.repeat(22)}`.repeat(50)}`;
    expect(addDeviceMember(stuffed, ADA).split('.')).toHaveLength(1 + DEVICE_MEMBER_LIMIT);
  });
});
