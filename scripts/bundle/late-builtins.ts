import { isBuiltin } from 'node:module';
import type { Plugin } from 'rolldown';

/** An import declaration as the bundler writes it: one line, behind nothing but others. */
const declaration = /^import (.+) from "([^"]+)";$/gm;

/** What of a declaration stands between `import` and `from`: `a`, `* as a`, `{ a, b as c }`, or two of them. */
const clauses = /(?:\* as )?[\w$]+|\{[^}]*\}/g;

const constant = (clause: string, module: string): string =>
  `const ${clause.replace('* as ', '').replaceAll(' as ', ': ')} = ${module};`;

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
            if (!isBuiltin(id)) return line;
            const module = `globalThis.process.getBuiltinModule("${id}")`;
            return Array.from(names.matchAll(clauses), ([clause]) => constant(clause, module)).join(
              ' ',
            );
          }),
          map: null,
        },
});
