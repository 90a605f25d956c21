import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from './check.ts';
import type { Area } from './desktop.ts';
import { inScene, unfoldTopics } from './scene.ts';
import { columns, hasShades, rows, type Shade } from './terminals.ts';

/** The contrast that a text must have to its background. */
const enough = 4.5;

/** ms after which everything has been drawn. */
const settling = 3000;

/** Lines of people who say something of each kind. */
const lines: readonly (readonly [string, string])[] = [
  ['alice', 'Good morning'],
  ['bob', 'me: have you looked at the pump?'],
  ['Dr. Oyelaran', 'It is written down at https://example.org/pump'],
  ['李明', '水位正常'],
  ['bob', 'Then we can wait until Thursday.'],
];

type Colour = readonly [number, number, number];

/** As WCAG defines it. */
const luminance = (colour: Colour): number => {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: Colour, b: Colour): number => {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

const hex = (colour: Colour): string =>
  `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** The colours of the pixels of a cell, the most frequent one first. */
const coloursOf = (pixels: Buffer, width: number, cell: Area): Colour[] => {
  const counts = new Map<number, number>();
  for (let y = cell.y; y < cell.y + cell.height; y += 1)
    for (let x = cell.x; x < cell.x + cell.width; x += 1) {
      const colour = pixels.readUIntBE((y * width + x) * 3, 3);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([colour]) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
};

type Pair = { readonly ratio: number; readonly first: string; count: number };

/** Which colours stand on which, and in how many cells. */
const pairsOf = (pixels: Buffer, whole: Area): ReadonlyMap<string, Pair> => {
  const width = whole.width / columns;
  const height = whole.height / rows;
  const pairs = new Map<string, Pair>();
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x < columns; x += 1) {
      const cell = { x: x * width, y: y * height, width, height };
      const [back, text] = coloursOf(pixels, whole.width, cell);
      if (back === undefined || text === undefined) continue;
      const name = `${hex(text)} on ${hex(back)}`;
      const first = `column ${x}, row ${y}`;
      const pair = pairs.get(name) ?? { ratio: contrast(text, back), first, count: 0 };
      pair.count += 1;
      pairs.set(name, pair);
    }
  return pairs;
};

/** Whether all that is on the main screen stands out from its background, lines and marks as well as text. */
const contrastOn =
  (shade: Shade): Check =>
  async ({ terminal, picture, note }) => {
    if (hasShades(terminal)) {
      note('its letters have shades, whose contrast says nothing');
      return [];
    }
    return await inScene({ terminal, shade }, async (scene) => {
      const { desktop, house, window } = scene;
      await house.devices.pace(30);
      for (const line of lines) await house.say(...line);
      await sleep(settling);
      await unfoldTopics(scene);
      await desktop.picture(picture('main'));
      const whole = window.area({ x: 0, y: 0, width: columns, height: rows });
      const pairs = pairsOf(await desktop.pixels(whole), whole);
      let right = 0;
      let samples = 0;
      for (const [name, { ratio, first, count }] of pairs) {
        samples += count;
        if (ratio >= enough) right += count;
        note(
          `${ratio < enough ? 'TOO LITTLE: ' : ''}${name}, ${ratio.toFixed(2)}:1, ${count} cells, first at ${first}`,
        );
      }
      return [{ what: `contrast on ${shade} was ${enough}:1`, right, samples }];
    });
  };

/** On a light background. */
export const contrastOnLight = contrastOn('light');

/** On a dark one. */
export const contrastOnDark = contrastOn('dark');
