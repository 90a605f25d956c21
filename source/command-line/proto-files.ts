import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import protobuf from 'protobufjs';
import type { Schema } from '../payload/decoder.ts';
import { protoTypes } from '../payload/decoders/lazy/proto-types.ts';
import { isNamedPipe } from '../named-pipe.ts';
import { UsageError } from './usage-error.ts';
import { textWithoutMark } from '../payload/byte-order-mark.ts';
import { addWellKnown } from './well-known-protos.ts';

/** How many files are read, imports included. */
const mostFiles = 1000;

const read = (file: string, importer: string | undefined): string => {
  const refusal = (why: string): UsageError =>
    new UsageError(
      importer === undefined
        ? `--proto ${file}: ${why}.`
        : `--proto: ${importer} imports ${file}, but ${why}.`,
    );
  if (isNamedPipe(file)) throw refusal('it is a named pipe');
  try {
    return textWithoutMark(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw refusal(code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`);
  }
};

/** Says where the parser stopped. Its own message quotes the file, which may be the wrong one. */
const stoppedAt = (error: unknown): string => {
  const [, line] = /\(.*?line (\d+)\)/.exec((error as Error).message) ?? [];
  return line === undefined
    ? 'it is not a .proto file'
    : `line ${line} is not valid in a .proto file`;
};

/** Where an imported file is: next to the file that imports it, or below the folder of a given file. */
const locate = (name: string, importer: string, folders: readonly string[]): string => {
  const candidates = [dirname(importer), ...folders].map((folder) => resolve(folder, name));
  const found = candidates.find((candidate) => {
    if (isNamedPipe(candidate)) return false;
    try {
      readFileSync(candidate);
      return true;
    } catch {
      return false;
    }
  });
  return found ?? candidates[0] ?? name;
};

/** Reads .proto files and everything that they import. Throws `UsageError`. */
export const readProtoFiles = (files: readonly string[]): Schema => {
  const root = new protobuf.Root();
  const folders = files.map((file) => dirname(resolve(file)));
  const seen = new Set<string>();
  const parse = (file: string, importer: string | undefined): void => {
    if (seen.has(file)) return;
    seen.add(file);
    if (seen.size > mostFiles)
      throw new UsageError(`--proto: more than ${mostFiles} files are imported.`);
    const source = read(file, importer);
    let imports: readonly string[] = [];
    try {
      const parsed = protobuf.parse(source, root, { keepCase: true });
      imports = [...(parsed.imports ?? []), ...(parsed.weakImports ?? [])];
    } catch (error) {
      throw new UsageError(`--proto ${file}: ${stoppedAt(error)}.`);
    }
    for (const name of imports)
      if (!addWellKnown(root, name)) parse(locate(name, file, folders), file);
  };
  for (const file of files) parse(resolve(file), undefined);
  try {
    return protoTypes(root);
  } catch (error) {
    throw new UsageError(
      `--proto: ${(error as Error).message}; is an import or another --proto FILE missing?`,
    );
  }
};
