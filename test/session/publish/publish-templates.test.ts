import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyForm } from '../../../source/session/publish/publish-form.ts';
import { PublishTemplates } from '../../../source/session/publish/publish-templates.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const form = { ...emptyForm('site/灯'), payload: 'on\n', qos: 1 as const, userProperties: 'a=b' };

const openIn = (folder: string): { templates: PublishTemplates; path: string; told: string[] } => {
  const told: string[] = [];
  const path = join(folder, 'mqtt-tui', 'templates.json');
  return { templates: new PublishTemplates(path, (text) => told.push(text)), path, told };
};

const names = ({ list }: PublishTemplates): string[] => list.map(({ name }) => name);

describe('templates', () => {
  it('last, for the person alone', () => {
    const folder = temporaryFolder();
    const { templates, path } = openIn(folder);
    expect(templates.save(' lamp on ', form)).toBeUndefined();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const later = openIn(folder).templates;
    later.read();
    expect(later.list).toEqual([{ name: 'lamp on', form }]);
    expect(readdirSync(join(folder, 'mqtt-tui'))).toEqual(['templates.json']);
  });

  it('are replaced and deleted by name, and those of another program stay', () => {
    const folder = temporaryFolder();
    const [one, other] = [openIn(folder).templates, openIn(folder).templates];
    one.save('b', form);
    other.save('a', form);
    one.save('b', { ...form, payload: 'off' });
    expect(names(one)).toEqual(['a', 'b']);
    expect(one.find('b')?.form.payload).toBe('off');
    expect(one.delete('a')).toBeUndefined();
    other.read();
    expect(names(other)).toEqual(['b']);
  });

  it.each(['{', '[]', '{"templates":1}', 'null'])(
    'are set aside where the file is broken: %s',
    (text) => {
      const folder = temporaryFolder();
      const { templates, path, told } = openIn(folder);
      mkdirSync(join(folder, 'mqtt-tui'));
      writeFileSync(path, text);
      templates.read();
      expect(templates.list).toEqual([]);
      expect(told).toEqual([expect.stringContaining('was damaged')]);
      const [aside = ''] = readdirSync(join(folder, 'mqtt-tui'));
      expect(aside).toMatch(/^templates\.json\.broken-\d+$/);
      expect(readFileSync(join(folder, 'mqtt-tui', aside), 'utf8')).toBe(text);
    },
  );

  it('take what is of the right type and leave out the rest', () => {
    const folder = temporaryFolder();
    const { templates, path } = openIn(folder);
    mkdirSync(join(folder, 'mqtt-tui'));
    const odd = {
      name: 'x',
      form: { topic: 'a', payload: 5, qos: 7, retain: 'yes', format: 'hex' },
    };
    writeFileSync(path, JSON.stringify({ templates: [odd, 5, { name: 1 }, { name: 'y' }] }));
    templates.read();
    expect(templates.list).toEqual([{ name: 'x', form: { ...emptyForm('a'), format: 'hex' } }]);
  });

  it('are bounded, in number, name and size', () => {
    const { templates } = openIn(temporaryFolder());
    expect(templates.save('', form)).toMatch('under which name?');
    expect(templates.save('x'.repeat(61), form)).toMatch('at most 60');
    expect(templates.save('long', { ...form, payload: 'x'.repeat(9_000_000) })).toMatch('bytes');
    for (let number = 0; number < 200; number += 1)
      expect(templates.save(`n ${number}`, form)).toBeUndefined();
    expect(templates.save('one more', form)).toMatch('200 templates already');
    expect(templates.save('n 7', form)).toBeUndefined();
  });

  it('leave a file alone that cannot be read, and last until the program ends', () => {
    const folder = temporaryFolder();
    const { templates, path, told } = openIn(folder);
    mkdirSync(join(folder, 'mqtt-tui'));
    // Whoever may read everything cannot follow this either.
    symlinkSync(path, path);
    templates.read();
    expect(told).toEqual([
      `The templates file ${path} cannot be read (ELOOP): new templates last until you quit.`,
    ]);
    expect(templates.save('x', form)).toBeUndefined();
    expect(templates.areKept).toBe(false);
    templates.read();
    expect(names(templates)).toEqual(['x']);
    expect(templates.delete('x')).toBeUndefined();
    expect(names(templates)).toEqual([]);
    expect(told).toHaveLength(1);
    expect(readdirSync(join(folder, 'mqtt-tui'))).toEqual(['templates.json']);
    expect(readlinkSync(path)).toBe(path);
  });

  it('say why the file cannot be written', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'mqtt-tui'), 'no folder');
    expect(openIn(folder).templates.save('x', form)).toMatch('cannot be written');
  });
});
