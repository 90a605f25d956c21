import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptyForm, type PublishForm } from '../../../source/session/publish/publish-form.ts';
import { PublishTemplates } from '../../../source/session/publish/publish-templates.ts';
import { decodeTemplates, encodeTemplates } from '../../../source/session/publish/template-json.ts';
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

  it('may begin with a byte order mark, as Windows editors save them', () => {
    const folder = temporaryFolder();
    const { templates, path, told } = openIn(folder);
    mkdirSync(join(folder, 'mqtt-tui'));
    writeFileSync(path, `\ufeff${encodeTemplates([{ name: 'a', form }])}`);
    templates.read();
    expect([names(templates), told]).toEqual([['a'], []]);
  });

  it('are sorted by name as people count', () => {
    const { templates } = openIn(temporaryFolder());
    for (const name of ['lamp 10', 'lamp 9', 'lamp 1']) templates.save(name, form);
    expect(names(templates)).toEqual(['lamp 1', 'lamp 9', 'lamp 10']);
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

  it('find one by its name, and say whether they last', () => {
    const { templates } = openIn(temporaryFolder());
    templates.save('a', form);
    templates.save('b', { ...form, topic: 'b' });
    expect(templates.find('b')).toEqual({ name: 'b', form: { ...form, topic: 'b' } });
    expect(templates.find('c')).toBeUndefined();
    expect(templates.areKept).toBe(true);
  });

  it('last until the program ends without a file', () => {
    const told: string[] = [];
    const templates = new PublishTemplates(undefined, (text) => told.push(text));
    templates.read();
    expect(templates.save('b', form)).toBeUndefined();
    expect(templates.save('a', form)).toBeUndefined();
    templates.read();
    expect([names(templates), templates.areKept, told]).toEqual([['a', 'b'], false, []]);
    expect(templates.delete('b')).toBeUndefined();
    expect(names(templates)).toEqual(['a']);
  });

  it('are gone when their file is', () => {
    const { templates, path, told } = openIn(temporaryFolder());
    templates.save('a', form);
    rmSync(path);
    templates.read();
    expect([templates.list, told, templates.areKept]).toEqual([[], [], true]);
  });

  it('are set aside where the file is too long, and start anew', () => {
    const { templates, path, told } = openIn(temporaryFolder());
    templates.save('a', form);
    const text = readFileSync(path, 'utf8');
    const spaces = 8 * 1024 * 1024 - Buffer.byteLength(text);
    writeFileSync(path, text + ' '.repeat(spaces));
    templates.read();
    expect([names(templates), told]).toEqual([['a'], []]);
    writeFileSync(path, text + ' '.repeat(spaces + 1));
    templates.read();
    expect(templates.list).toEqual([]);
    expect(told).toEqual([
      expect.stringMatching(
        /^The templates file .*templates\.json was damaged; it was renamed to .*\.broken-\d+\.$/,
      ),
    ]);
    expect([templates.save('b', form), templates.areKept]).toEqual([undefined, true]);
  });

  it('are set aside where a folder has their name', () => {
    const { templates, path, told } = openIn(temporaryFolder());
    mkdirSync(path, { recursive: true });
    templates.read();
    expect(told).toEqual([expect.stringContaining('was damaged; it was renamed to')]);
    expect(existsSync(path)).toBe(false);
  });

  it('stay where a damaged file cannot be renamed, and are told of once', () => {
    const { templates, path, told } = openIn(temporaryFolder());
    templates.save('a', form);
    writeFileSync(path, '{');
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ['Date'], now: 1000 });
    mkdirSync(`${path}.broken-1000`);
    templates.read();
    expect(told).toEqual([
      `The templates file ${path} is damaged and cannot be renamed (EISDIR): new templates last until you quit.`,
    ]);
    expect([names(templates), templates.areKept]).toEqual([['a'], false]);
    templates.read();
    expect([told.length, readFileSync(path, 'utf8')]).toEqual([1, '{']);
  });

  it('say in a sentence what cannot be saved', () => {
    const { templates } = openIn(temporaryFolder());
    expect(templates.save('  ', form)).toBe('Save it under which name? Type one first.');
    expect(templates.save(` ${'x'.repeat(60)} `, form)).toBeUndefined();
    expect(templates.save('x'.repeat(61), form)).toBe(
      'The name of a template has at most 60 characters.',
    );
    expect(templates.save('long', { ...form, payload: 'x'.repeat(8_388_608) })).toBe(
      'All templates together have at most 8388608 bytes: take the payload from a file instead.',
    );
    expect(names(templates)).toEqual(['x'.repeat(60)]);
  });

  it('stay as they are where the file cannot be written', () => {
    const { templates, path } = openIn(temporaryFolder());
    templates.save('a', form);
    vi.spyOn(templates, 'read').mockReturnValue();
    rmSync(dirname(path), { recursive: true });
    writeFileSync(dirname(path), '');
    expect(templates.save('b', form)).toMatch(
      /^The templates file .* cannot be written \(E[A-Z]+\); nothing was changed\.$/,
    );
    expect(names(templates)).toEqual(['a']);
  });
});

describe('a templates file', () => {
  it('has everything of a form', () => {
    const full: PublishForm = {
      topic: 'a',
      format: 'base64',
      payload: 'AA==',
      path: '/x',
      qos: 2,
      retain: true,
      answerWithin: 60,
      every: '5',
      contentType: 'text/plain',
      responseTopic: 're',
      correlationData: '0x00',
      expiry: '60',
      userProperties: 'a=b',
      isUtf8: true,
    };
    const text = encodeTemplates([{ name: 'x', form: full }]);
    expect(text.endsWith('}\n')).toBe(true);
    expect(decodeTemplates(text)).toEqual([{ name: 'x', form: full }]);
  });

  it('gives what is missing or wrong its default', () => {
    const odd = {
      topic: 1,
      payload: null,
      format: 'xml',
      qos: '1',
      retain: 1,
      answerWithin: 7,
      isUtf8: 'true',
    };
    const entries = [
      { name: 'x'.repeat(70), form: odd },
      { name: 'empty', form: {} },
      { name: 'none', form: null },
      { name: 'list', form: [] },
      { name: 5, form: {} },
      { form: {} },
      null,
      [],
    ];
    expect(decodeTemplates(JSON.stringify({ templates: entries }))).toEqual([
      { name: 'x'.repeat(60), form: emptyForm('') },
      { name: 'empty', form: emptyForm('') },
    ]);
  });

  it('has no more than 200', () => {
    const entries = Array.from({ length: 201 }, (_, at) => ({ name: `${at}`, form: {} }));
    expect(decodeTemplates(JSON.stringify({ templates: entries })).at(-1)?.name).toBe('199');
  });

  it.each(['5', '"x"', '[]', 'null', '{}', '{"templates":{}}'])('is not %s', (text) => {
    expect(() => decodeTemplates(text)).toThrow('no templates');
  });
});
