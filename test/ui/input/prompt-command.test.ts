import { describe, expect, it } from 'vitest';
import { editedLine } from '../../../source/ui/widgets/line-editor.ts';
import { inputContent } from '../../../source/ui/input/input-content.ts';
import { promptCommand } from '../../../source/ui/input/prompt-command.ts';
import { tables } from '../../../source/ui/tables.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';

const topics = ['site/1/temp', 'site/2/temp', 'attic/door', 'x/exclude zone/a'];

/** Somebody who types a filter of the tree. */
const filtering = (text: string): AtScreen => {
  const person = atScreen({ topics });
  person.type('a sentence');
  person.dispatch({ type: 'pane-focused', pane: 'tree' });
  person.press('/');
  person.type(text);
  return person;
};

const boxTitle = ({ context, state }: AtScreen): string => inputContent(context, state()).title;

const passing = ({ session }: AtScreen): number | undefined => session.monitor?.tree.view.passing;

describe('what is typed in place of a filter', () => {
  it.each([
    ['/exclude test/#', '/exclude test/#'],
    ['  /EXCLUDE test/# ', '/EXCLUDE test/#'],
    ['/subscriptions', '/subscriptions'],
    ['/exclude site/1/', '/exclude site/1/'],
    ['/excluded', undefined],
    ['//exclude', undefined],
    ['"/exclude" a', undefined],
    ['exclude a', undefined],
    ['-/exclude', undefined],
    // Regular expressions between slashes.
    ['/exclude/', undefined],
    ['/exclude zone/', undefined],
    ['/exclude|site/ temp', undefined],
    ['', undefined],
  ])('%j is a command: %j', (text, command) => {
    expect(promptCommand(tables, { kind: 'filter', line: editedLine(text), before: '' })).toBe(
      command,
    );
  });

  it('is a command nowhere else', () => {
    expect(
      promptCommand(tables, { kind: 'search', line: editedLine('/exclude a') }),
    ).toBeUndefined();
    expect(promptCommand(tables, undefined)).toBeUndefined();
  });
});

describe('a command in place of a filter', () => {
  it('is said to be one, and filters nothing', () => {
    const person = filtering('/exclude');
    expect(boxTitle(person)).toContain('a command, not a filter');
    expect(person.state().filter).toBe('');
    expect(person.hints()).toContain('Enter run');
    person.type('d');
    expect(boxTitle(person)).toContain('filter the topics');
    expect(passing(person)).toBe(0);
  });

  it('is run by Enter, and comes back among what was typed; the sentence begun stays', () => {
    const person = filtering('/exclude site/#');
    person.press('Enter');
    expect(person.session.monitor?.filters.excludes).toEqual(['site/#']);
    expect(person.state()).toMatchObject({ prompt: undefined, focus: 'tree', filter: '' });
    expect(person.input()).toBe('a sentence');
    expect(person.state().sent).toEqual(['/exclude site/#']);
    expect(person.asked).toEqual(['remember /exclude site/#']);
    expect(person.notice()).toBe('Left out: site/#   /include FILTER shows them again.');
  });

  it('that cannot be run stays in the command line to be mended; Esc leads back', () => {
    const person = filtering('/sort sideways');
    person.press('Enter');
    expect(person.notice()).toContain('Topics can be sorted by name');
    expect(person.input()).toBe('/sort sideways');
    expect(person.state().sent).toEqual([]);
    person.press('Esc');
    expect(person.state()).toMatchObject({ prompt: undefined, begun: undefined, focus: 'tree' });
    expect(person.input()).toBe('a sentence');
  });

  it('is left by Esc, and not run by Tab', () => {
    const person = filtering('/exclude site/#');
    person.press('Tab');
    expect(person.state().prompt?.kind).toBe('filter');
    person.press('Esc');
    expect(person.state().prompt).toBeUndefined();
    expect(person.session.monitor?.filters.excludes).toEqual([]);
  });

  it('is run without its slash, which has led to the filter, if no topic passes that', () => {
    const person = filtering('exclude site/#');
    expect(boxTitle(person)).toBe('no topic matches; /exclude is a command');
    expect(person.hints()).toContain('Enter run');
    person.press('Enter');
    expect(person.session.monitor?.filters.excludes).toEqual(['site/#']);
    expect(person.state()).toMatchObject({ prompt: undefined, filter: '', focus: 'tree' });
    expect(person.input()).toBe('a sentence');
  });

  it('leaves the filter from before as it was', () => {
    const person = filtering('site');
    person.press('Enter', '/', 'Ctrl+U');
    person.type('exclude attic/#');
    person.press('Enter');
    expect(person.state()).toMatchObject({ filter: 'site', focus: 'tree' });
  });

  it('can be kept as a filter with Tab', () => {
    const person = filtering('exclude site/#');
    person.press('Tab');
    expect(person.state()).toMatchObject({ prompt: undefined, filter: 'exclude site/#' });
    person.press('Esc', 'Esc');
    expect(person.state()).toMatchObject({ filter: '', focus: 'input' });
  });

  it.each([
    ['exclude', 'is what topics are called'],
    ['excluded', 'is no command'],
    ['', 'is not typed'],
  ])('is not run for a filter %j, which %s', (text) => {
    const person = filtering(text);
    expect(boxTitle(person)).toContain('filter the topics');
    person.press('Tab');
    expect(person.state()).toMatchObject({ prompt: undefined, filter: text });
  });

  it('may be one that sets the filter', async () => {
    const person = filtering('/filter attic');
    person.press('Enter');
    expect(person.state().filter).toBe('attic');
    await expect.poll(() => passing(person)).toBe(1);
  });

  it('is none as a regular expression, which filters', async () => {
    const person = filtering('/exclude zone/');
    expect(boxTitle(person)).toContain('filter the topics');
    person.press('Enter');
    expect(person.state().filter).toBe('/exclude zone/');
    await expect.poll(() => passing(person)).toBe(1);
  });
});
