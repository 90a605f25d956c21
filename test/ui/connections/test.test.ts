import { describe, expect, it } from 'vitest';
import type { TestStep } from '../../../source/mqtt/test-steps.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { aBook, type MemoryBook } from '../../support/profile-books.ts';

const server = 'mqtts://broker.example:8883';

const step = (name: string, more: Partial<TestStep> = {}): TestStep => ({
  server,
  name,
  state: 'passed',
  took: 12,
  found: [],
  ...more,
});

const testing = (book: MemoryBook): AtScreen => {
  const person = atScreen({ profiles: book });
  person.press('F12', 't');
  expect(person.state().sheet?.kind).toBe('test');
  return person;
};

const rows = async (person: AtScreen): Promise<string[]> =>
  (await drawScreen(person)).map((row) => row.replaceAll(/^│ | *│$/g, ''));

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a connection test', () => {
  it('shows each step as it happens, with its time and what was found out', async () => {
    const book = aBook({ office: { servers: [server] } });
    const person = testing(book);
    const [test] = book.tests;
    test?.run.onSteps([step('Name resolution', { found: ['192.0.2.1'] }), step('TCP')]);
    test?.run.onSteps([
      step('Name resolution', { found: ['192.0.2.1'] }),
      step('TCP', { state: 'running' }),
    ]);
    expect((await rows(person)).slice(0, 5)).toEqual([
      expect.stringContaining('Test of office'),
      server,
      '  ✓ Name resolution  12 ms',
      '    192.0.2.1',
      '  ◌ TCP              …',
    ]);
    expect(person.hints()[0]).toBe('Esc stop');
    test?.run.onSteps([step('TCP'), step('MQTT', { found: ['QoS 0, 1 and 2'] })]);
    test?.end();
    await settled();
    expect((await rows(person)).join('\n')).toContain('The connection works.');
    expect(person.hints()).toContain('t again');
  });

  it('tells where it fails', async () => {
    const book = aBook({ office: { servers: [server] } });
    const person = testing(book);
    const problem = 'The certificate expired 3 days ago.';
    book.tests[0]?.run.onSteps([step('TLS', { state: 'failed', problem })]);
    book.tests[0]?.end();
    await settled();
    const seen = (await rows(person)).join('\n');
    expect(seen).toContain('✗ TLS');
    expect(seen).toContain(problem);
    expect(seen).not.toContain('works');
  });

  it('is stopped by Esc, then left by Esc, and begun again by t', async () => {
    const book = aBook({ office: {} });
    const person = testing(book);
    const [first] = book.tests;
    first?.run.onSteps([step('TCP', { state: 'running' })]);
    person.press('Esc');
    expect(first?.run.signal.aborted).toBe(true);
    expect((await rows(person)).join('\n')).toContain('The test was stopped.');
    person.press('t');
    // What the stopped test still tells is not taken for the new one.
    first?.run.onSteps([step('TLS')]);
    expect((await rows(person)).join('\n')).not.toContain('TLS');
    book.tests[1]?.run.onSteps([step('MQTT')]);
    expect((await rows(person)).join('\n')).toContain('MQTT');
    person.press('Esc', 'Esc');
    expect(person.state().sheet).toMatchObject({ kind: 'connections', marked: 'office' });
    expect(book.tests[1]?.run.signal.aborted).toBe(true);
  });

  it('asks for the password that is asked for at each start, and shows it nowhere', async () => {
    const book = aBook({ office: { passwordSource: 'asked' } });
    const person = testing(book);
    expect(book.tests).toEqual([]);
    person.type('hush');
    expect((await rows(person))[1]).toContain('Password › ••••');
    person.press('Enter');
    expect(book.tests[0]?.run.password).toBe('hush');
  });

  it('tests what is typed in the form, and goes back to it', async () => {
    const book = aBook();
    const person = atScreen({ profiles: book });
    person.press('F12', 'a');
    person.type('lab');
    person.press('Down');
    person.type('lab.example');
    person.press('Ctrl+T');
    expect(book.tests[0]?.draft).toMatchObject({
      name: 'lab',
      fields: { servers: ['lab.example'] },
    });
    person.press('Esc', 'Esc');
    expect(person.state().sheet).toMatchObject({ kind: 'profile', field: 'servers' });
    person.press('Enter');
    await settled();
    expect(book.read('lab')?.servers).toEqual(['lab.example']);
  });

  it('shows no control character of a certificate, and scrolls what is long', async () => {
    const book = aBook({ office: {} });
    const person = testing(book);
    const found = Array.from({ length: 40 }, (_, index) => `name ${index}\u001b[2J`);
    book.tests[0]?.run.onSteps([step('TLS', { found })]);
    const seen = (await rows(person)).join('\n');
    expect(seen).toContain('name 39␛[2J');
    expect(seen).not.toContain('\u001b');
    person.press('Home');
    expect((await rows(person)).join('\n')).toContain('name 0␛');
  });
});
