import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { projectFolder } from './pages.ts';

/** What the parser calls a node; the members differ by `type`. */
type Node = {
  readonly type: string;
  readonly [member: string]: unknown;
};

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Members of a node that hold no text for people. */
const withoutText: Readonly<Record<string, readonly string[]>> = {
  ImportDeclaration: ['source'],
  ExportNamedDeclaration: ['source'],
  ExportAllDeclaration: ['source'],
  ImportExpression: ['source'],
  TSImportType: ['source', 'argument'],
  TSLiteralType: ['literal'],
  Property: ['key'],
};

/** The text of a literal, a template or JSX; `…` stands for what is filled in. */
const textOf = (node: Node): string | undefined => {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type === 'JSXText' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return undefined;
  return node['quasis']
    .map((quasi: { readonly value: { readonly cooked: string } }) => quasi.value.cooked)
    .join('…');
};

const collect = (value: unknown, found: Set<string>): void => {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  if (!isNode(value)) return;
  const text = textOf(value)?.replaceAll(/\s+/g, ' ').trim();
  if (text !== undefined && isSentence(text)) found.add(text);
  for (const [member, child] of Object.entries(value))
    if (!(withoutText[value.type] ?? []).includes(member)) collect(child, found);
};

/** Two words in a row are meant for people; SQL, commands of a shell and patterns are not. */
const isSentence = (text: string): boolean =>
  /\p{L}{2,}[,:;]? +(?:…|\p{L}{2,})|… \p{L}{2,}|\p{L}{2,} …/u.test(text) &&
  !/^(?:select|insert|update|delete|create|drop|alter|pragma|begin|with) /i.test(text);

/** The sentences that the program can show, by file, in the order of the source. */
export const shownTexts = (): ReadonlyMap<string, readonly string[]> =>
  new Map(
    globSync('{cli.tsx,source/**/*.{ts,tsx}}', { cwd: projectFolder })
      .toSorted()
      .flatMap((path) => {
        const found = new Set<string>();
        const code = readFileSync(`${projectFolder}${path}`, 'utf8');
        collect(parseAst(code, { lang: path.endsWith('x') ? 'tsx' : 'ts' }), found);
        return found.size === 0 ? [] : [[path, [...found]] as const];
      }),
  );

/** The list as text: a heading for each file, a line for each sentence. */
export const printTexts = (): string =>
  [...shownTexts()]
    .map(([path, texts]) => `${path}\n${texts.map((text) => `  ${text}\n`).join('')}`)
    .join('\n');
