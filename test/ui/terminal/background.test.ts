import { describe, expect, it } from 'vitest';
import { isLightBackground, isLightByEnvironment } from '../../../source/ui/terminal/background.ts';

describe('the background of the terminal', () => {
  it.each([
    ['11;rgb:ffff/ffff/ffff', true],
    ['11;rgb:0000/0000/0000', false],
    ['11;rgb:fdfd/f6f6/e3e3', true],
    ['11;rgb:00/2b/36', false],
    ['11;rgb:f/f/f', true],
    ['11;rgba:ffff/ffff/ffff/ffff', true],
    ['10;rgb:ffff/ffff/ffff', undefined],
    ['11;white', undefined],
    ['', undefined],
  ])('is light in the answer %j: %j', (answer, isLight) => {
    expect(isLightBackground(answer)).toBe(isLight);
  });

  it.each([
    ['0;15', true],
    ['0;default;15', true],
    ['0;7', true],
    ['15;0', false],
    ['12;8', false],
    ['0;', undefined],
    [undefined, undefined],
    ['15;default', undefined],
    ['15;16', undefined],
  ])('is light by COLORFGBG=%j: %j', (value, isLight) => {
    expect(isLightByEnvironment(value)).toBe(isLight);
  });
});
