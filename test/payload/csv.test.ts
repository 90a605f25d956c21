import { expect, it } from 'vitest';
import { csvRecord } from '../../source/payload/csv.ts';

it.each([
  [['a', 'b c', ''], 'a,b c,\r\n'],
  [['a,b'], '"a,b"\r\n'],
  [['say "hi"'], '"say ""hi"""\r\n'],
  [['one\ntwo', 'x'], '"one\ntwo",x\r\n'],
  [['one\rtwo'], '"one\rtwo"\r\n'],
])('%j is the record %j', (fields, record) => {
  expect(csvRecord(fields)).toBe(record);
});
