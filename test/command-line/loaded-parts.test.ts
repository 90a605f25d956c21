import { type OutputChunk, rolldown } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import bundle from '../../rolldown.config.ts';

let chunks: readonly OutputChunk[];

/** The modules that have come into a file of the program. */
const modulesOf = ({ modules }: OutputChunk): string[] =>
  Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : []));

/** A file of the program, and those that are loaded with it. */
const withImports = (
  file: OutputChunk,
  seen = new Set<OutputChunk>(),
): ReadonlySet<OutputChunk> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const next of chunks) if (file.imports.includes(next.fileName)) withImports(next, seen);
  return seen;
};

/** What of the libraries and of our own folders is loaded with a module. */
const loadedWith = (module: string): string[] => {
  const file = chunks.find((chunk) => modulesOf(chunk).some((id) => id.endsWith(module)));
  if (file === undefined) throw new Error(`${module} is in no file of the program`);
  const modules = [...withImports(file)].flatMap(modulesOf);
  const parts = modules.flatMap(
    (id) =>
      /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/|\/(source\/payload\/decoders\/lazy|source\/[^/]+)\//
        .exec(id)
        ?.slice(1) ?? [],
  );
  return [...new Set(parts)].filter((part) => part !== undefined);
};

/** The same, to run a command. */
const loadedFor = (command: string): string[] =>
  loadedWith(`/source/command-line/${command}-command.ts`);

const screenParts = ['react', 'react-reconciler', 'ink', 'source/ui', 'source/history'];

/** Loaded when something is decoded, or others are served. */
const lateParts = ['aedes', 'protobufjs', 'source/payload/decoders/lazy', 'image-size', 'diff'];

describe('what is loaded', () => {
  beforeAll(async () => {
    const { output, ...input } = bundle;
    const build = await rolldown({ ...input, logLevel: 'silent' });
    // Nothing is written: the program in dist/ may be one that other tests run.
    const written = await build.generate(Array.isArray(output) ? output[0] : output);
    await build.close();
    chunks = written.output.filter((one) => one.type === 'chunk');
  });

  it.each(['sub', 'wait', 'pub', 'request', 'clean', 'record', 'replay', 'completions', 'man'])(
    'for %s is no screen, no history, no decoder and no broker',
    (command) => {
      const loaded = loadedFor(command);
      expect(loaded).toContain('source/command-line');
      expect(loaded.filter((part) => [...screenParts, ...lateParts].includes(part))).toEqual([]);
    },
  );

  it('for the broker is no screen, no history and no decoder', () => {
    const loaded = loadedFor('broker');
    expect(loaded).toContain('aedes');
    const others = lateParts.filter((part) => part !== 'aedes');
    expect(loaded.filter((part) => [...screenParts, ...others].includes(part))).toEqual([]);
  });

  it('for a connection is the client library, and nothing for a proxy', () => {
    const loaded = loadedWith('/source/mqtt/client-maker.ts');
    expect(loaded).toContain('mqtt');
    expect(loaded).not.toContain('socks');
  });

  it('for the screen is all of it, and none of what is late', () => {
    const loaded = loadedFor('screen');
    expect(loaded).toEqual(expect.arrayContaining(screenParts));
    expect(loaded.filter((part) => [...lateParts, 'source/demo'].includes(part))).toEqual([]);
  });
});
