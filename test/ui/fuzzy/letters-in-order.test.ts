import { describe, expect, it } from 'vitest';
import { indicesInOrder } from '../../../source/ui/fuzzy/letters-in-order.ts';
import { atScreen } from '../../support/at-screen.ts';

describe('letters in order', () => {
  it.each([
    ['temp', ['site/temperature', 'T-E-M-P', 'pmet', 'tem'], [0, 1]],
    ['s2 t', ['site/2/temp', 'site/temp/2'], [0]],
    ['ΣΊΣ', ['σίς', 'σις', 'σσ'], [0, 1]],
    ['elodie', ['Élodie', 'E\u0301lodie', 'Eldie'], [0, 1]],
    ['ハ', ['ハ', 'パ'], [0]],
    ['straẞe', ['straße', 'strase'], [0]],
    ['温度', ['客厅/温度计', '度温'], [0]],
    ['temp -hum', ['temp', 'hum'], [0]],
    ["bob's", ['bob', 'bo'], [0]],
    ['', ['a', ''], [0, 1]],
  ])('of %j in %j', (typed, names, places) => {
    expect(indicesInOrder(names, typed)).toEqual(places);
  });

  it('are found at once in a name that was made to make it take for ever', () => {
    const topics = ['a'.repeat(4000), `${'a'.repeat(4000)}\nb`];
    const person = atScreen({ topics });
    person.press('Ctrl+P');
    const begun = performance.now();
    person.type('aaaab');
    person.press('Enter');
    expect(person.state().selected?.topic).toBe(topics[1]);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
