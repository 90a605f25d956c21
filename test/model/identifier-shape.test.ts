import { expect, it } from 'vitest';
import { shapeOf } from '../../source/model/identifier-shape.ts';

it.each([
  ['550e8400-e29b-41d4-a716-446655440000', '⟨id⟩'],
  ['550E8400-E29B-41D4-A716-446655440000', '⟨id⟩'],
  ['req-550e8400-e29b-41d4-a716-446655440000', 'req-⟨id⟩'],
  ['0x00158d0004a1b2c3', '⟨id⟩'],
  ['d41d8cd98f00b204', '⟨id⟩'],
  ['1718123456', '⟨id⟩'],
  ['order-000123', 'order-⟨id⟩'],
  ['1718123456.123456-abcdef', '⟨id⟩'],
  ['2026-11-30T10:15:00Z', '⟨id⟩'],
  ['2026-11-30_10-15-00', '⟨id⟩'],
  ['20261130T101500.123Z', '⟨id⟩'],
  ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '⟨id⟩'],
  ['V1StGXR8_Z5jdHi6B-myT', '⟨id⟩'],
  ['dGhpcyBpcyBhIHRlc3Qx', '⟨id⟩'],
  ['a1b2c3d4e5f60718:99aabbcc11223344', '⟨id⟩'],
])('the shape of %s is %s', (level, shape) => {
  expect(shapeOf(level)).toBe(shape);
});

it.each([
  '',
  'temperature',
  'living_room',
  'sensor-12',
  '1',
  '2026',
  '2026-11-30',
  'tasmota_A1B2C3',
  'esp32-kitchen',
  'zigbee2mqtt',
  'a'.repeat(64),
  'a1'.repeat(60),
  '+',
  '⟨id⟩',
])('%s has none', (level) => {
  expect(shapeOf(level)).toBeUndefined();
});
