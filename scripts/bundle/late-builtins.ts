import { isBuiltin } from 'node:module';
import type { Plugin } from 'rolldown';

/** An import declaration as the bundler writes it: one line, after nothing but others. */
const declaration = /^import (.+) from "(?:node:)?([^"]+)";$/gm;

/** What of a declaration stands between `import` and `from`: `a`, `* as a`, `{ a, b as c }`, or two of them. */
const clauses = /(?:\* as )?[\w$]+|\{[^}]*\}/g;

/** One name within braces: what the module calls it, and what it is called here. */
const named = /([\w$]+)(?: as ([\w$]+))?/g;

/** Loaded when one of their functions is called: with TLS, Node.js reads all root certificates. */
const onCall = new Set(['child_process', 'fs/promises', 'tls', 'v8']);

const constant = (clause: string, module: string): string =>
  `const ${clause.replace('* as ', '').replaceAll(' as ', ': ')} = ${module};`;

const functions = (clause: string, module: string): string =>
  Array.from(clause.matchAll(named), ([, name = '', own = name]) => {
    if (!clause.startsWith('{') || !/^[a-z]/.test(name))
      throw new Error(`${name} of ${module} is no function that could be called later`);
    return `const ${own} = (...all) => ${module}.${name}(...all);`;
  }).join(' ');

/**
 * Takes Node.js's own modules as `require` would. An import reads every member of the module, also those that
 * Node.js itself loads when they are first read: all of `fs.promises` and its readline, WebCrypto, workers,
 * diagnostic reports. That takes 10 ms and 5 MB at each start. The entry keeps its imports: it says so when
 * Node.js is too old to have `getBuiltinModule` (22.3).
 */
export const lateBuiltins = (): Plugin => ({
  name: 'late-builtins',
  renderChunk: (code, { isEntry }) =>
    isEntry
      ? undefined
      : {
          code: code.replaceAll(declaration, (line, names: string, id: string) => {
            if (!isBuiltin(id) && !isBuiltin(`node:${id}`)) return line;
            const module = `globalThis.process.getBuiltinModule("node:${id}")`;
            const write = onCall.has(id) ? functions : constant;
            return Array.from(names.matchAll(clauses), ([clause]) => write(clause, module)).join(
              ' ',
            );
          }),
          map: null,
        },
});
