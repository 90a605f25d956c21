import { describe, expect, it } from 'vitest';
import { otherState, readStates, stateIn } from '../../source/payload/state-words.ts';

describe('the words of two states', () => {
  it.each([
    ['ON', 1, 'OFF'],
    ['off', 0, 'on'],
    ['Open', 1, 'Closed'],
    ['CLOSED', 0, 'OPEN'],
    ['true', 1, 'false'],
    ['False', 0, 'True'],
    ['online', 1, 'offline'],
    ['unavailable', 0, 'available'],
  ])('%s is %d, and %s is the other', (word, double, other) => {
    expect(stateIn(` ${word}\n`)).toEqual({ text: word, double, isState: true });
    expect(otherState(word)).toBe(other);
  });

  it.each(['', 'ajar', 'on off', '1', 'x'.repeat(1000)])('are not %j', (text) => {
    expect(stateIn(text)).toBeUndefined();
    expect(otherState(text)).toBeUndefined();
  });
});

describe('typed words with numbers', () => {
  it.each<[string, readonly (readonly [string, number])[]]>([
    [
      'A=1,B=0',
      [
        ['a', 1],
        ['b', 0],
      ],
    ],
    [
      ' idle = 0 , wash=1, spin=2.5,',
      [
        ['idle', 0],
        ['wash', 1],
        ['spin', 2.5],
      ],
    ],
    [
      'half open=-1e2,"a,b=c"=7',
      [
        ['half open', -100],
        ['a,b=c', 7],
      ],
    ],
    ['你好=1', [['你好', 1]]],
  ])('%s', (typed, numbers) => {
    const states = readStates(typed);
    expect(typeof states === 'string' ? states : [...states.numbers]).toEqual(numbers);
  });

  it('name a number by the first of its words, as it was typed', () => {
    const states = readStates('Open=1,Ajar=1,Shut=0');
    expect(typeof states === 'string' ? states : [...states.words]).toEqual([
      [1, 'Open'],
      [0, 'Shut'],
    ]);
  });

  it.each([
    ['', 'Which words are which numbers? Try as ON=1,OFF=0.'],
    ['ON', '"ON" does not begin with WORD=NUMBER: try as ON=1,OFF=0.'],
    ['ON=1,OFF', '"OFF" does not begin with WORD=NUMBER: try as ON=1,OFF=0.'],
    ['=1', '"=1" does not begin with WORD=NUMBER: try as ON=1,OFF=0.'],
    ['ON=x', '"ON=x" does not begin with WORD=NUMBER: try as ON=1,OFF=0.'],
    ['ON=1 OFF=0', '"ON=1 OFF=0" does not begin with WORD=NUMBER: try as ON=1,OFF=0.'],
    ['ON=1e400', '"ON=1e400" does not begin with WORD=NUMBER: try as ON=1,OFF=0.'],
    ['"\u001B=1', '""␛=1" does not begin with WORD=NUMBER: try as ON=1,OFF=0.'],
    ['ON=1,on=0', 'on is given twice.'],
    [`${'x'.repeat(41)}=1`, 'A word has at most 40 characters.'],
    [
      Array.from({ length: 21 }, (_, at) => `w${at}=${at}`).join(','),
      'A line has at most 20 words.',
    ],
  ])('%j: %s', (typed, problem) => {
    expect(readStates(typed)).toBe(problem);
  });
});
