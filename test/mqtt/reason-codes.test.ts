import { ReasonCodes } from 'mqtt';
import { describe, expect, it } from 'vitest';
import {
  connackInWords,
  connackReturnCodes,
  isCredentialRefusal,
  isVersionRefusal,
  needsCorrection,
  reasonCodes,
  reasonInWords,
} from '../../source/mqtt/reason-codes.ts';

describe('the tables of reason codes', () => {
  it.each([
    ['CONNACK of MQTT 3.1.1', connackReturnCodes],
    ['MQTT 5', reasonCodes],
  ])('have each code of %s once, in order', (_name, table) => {
    const codes = table.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].toSorted((a, b) => a - b));
  });

  it('have words for every failure that MQTT.js knows', () => {
    const failures = Object.keys(ReasonCodes)
      .map(Number)
      .filter((code) => code >= 128);
    expect(failures).toHaveLength(35);
    expect(failures.filter((code) => reasonInWords(code).includes('unknown'))).toEqual([]);
  });
});

describe('reasonInWords', () => {
  it.each([
    [0, 'success (0)'],
    [4, 'disconnected with will message (4)'],
    [128, 'unspecified error (128)'],
    [135, 'not authorized (135)'],
    [151, 'quota exceeded (151)'],
    [99, 'unknown reason (99)'],
  ])('puts %i in words with its number', (code, words) => {
    expect(reasonInWords(code)).toBe(words);
  });
});

describe('connackInWords', () => {
  it.each([
    [1, 'unacceptable protocol version (1)'],
    [4, 'bad user name or password (4)'],
    [5, 'not authorized (5)'],
    [134, 'bad user name or password (134)'],
    [6, 'unknown reason (6)'],
    [255, 'unknown reason (255)'],
  ])('reads %i by the version that uses it', (code, words) => {
    expect(connackInWords(code)).toBe(words);
  });
});

describe('what a refused connection calls for', () => {
  it.each([1, 132])('%i is a refusal of the version', (code) => {
    expect(isVersionRefusal(code)).toBe(true);
  });

  it.each([4, 5, 134, 135])(
    '%i is a refusal of the credentials, for the person to correct',
    (code) => {
      expect(isCredentialRefusal(code)).toBe(true);
      expect(needsCorrection(code)).toBe(true);
    },
  );

  it.each([1, 2, 132, 133, 138, 140])(
    '%i is for the person to correct, but no matter of credentials',
    (code) => {
      expect(needsCorrection(code)).toBe(true);
      expect(isCredentialRefusal(code)).toBe(false);
    },
  );

  it.each([3, 136, 137, 139, 151, 156, 159])(
    '%i passes by itself: it is worth another try',
    (code) => {
      expect(needsCorrection(code)).toBe(false);
      expect(isVersionRefusal(code)).toBe(false);
    },
  );

  it.each([
    [144, 'the topic of the will message'],
    [153, 'the payload of the will message'],
    [154, 'the retain flag of the will message'],
    [155, 'the QoS of the will message'],
    [157, 'the address'],
  ])('%i, about %s, does not pass by itself', (code) => {
    expect(needsCorrection(code)).toBe(true);
  });
});
