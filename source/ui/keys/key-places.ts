import type { KeyBinding, KeyScope } from '../action-context.ts';

/** Scopes that hold in many places. */
const wide = new Set<KeyScope>(['line', 'sheet', 'anywhere', 'rooms', 'recording', 'always']);

const panes = new Set<KeyScope>(['input', 'tree', 'log', 'details', 'chart']);
const forms = new Set<KeyScope>(['question', 'name', 'credentials']);

/** Scopes with a line at times: texts that can be searched, a test that needs a password. */
const typesAtTimes = new Set<KeyScope>(['reading', 'test']);

const isPrompt = (scope: KeyScope): boolean => scope.endsWith(' prompt');

/** What a scope is called in `[keys]`: a person knows one `anywhere`. */
export const scopeName = (scope: KeyScope): string => {
  if (scope === 'always' || scope === 'rooms') return 'anywhere';
  return scope === 'reading' ? 'text' : scope.replace(' ', '-');
};

/** Whether a key is text where a line is typed. */
export const isText = (key: string): boolean => /^.(?: |$)|^Space\b/u.test(key);

/** Whether a line is typed wherever a scope holds: then the program's table has no row for a letter or sign in it. */
export const typesIn = (rows: readonly KeyBinding[], scope: KeyScope): boolean =>
  scope !== 'rooms' &&
  !rows.some((row) => row.scope === scope && row.keys.some((key) => /^.$/u.test(key)));

/**
 * The places where the keys of a table work, each with the scopes that hold in it, the most specific first. The
 * keys of the chart and of prompts come before those behind them, which may have the same.
 */
export const keyPlaces = (rows: readonly KeyBinding[]): readonly (readonly KeyScope[])[] =>
  [...new Set(rows.map(({ scope }) => scope))]
    .filter((scope) => !wide.has(scope))
    .map((scope) => {
      const isPane = panes.has(scope);
      const isForm = forms.has(scope);
      const isSheet = !isPane && !isForm && !isPrompt(scope) && scope !== 'reading';
      const scopes: (KeyScope | false)[] = [
        scope,
        (typesIn(rows, scope) || typesAtTimes.has(scope)) && 'line',
        isSheet && 'sheet',
        isPane && 'anywhere',
        (isPane || (isForm && scope !== 'question')) && 'rooms',
        !isForm && 'recording',
        'always',
      ];
      return scopes.filter((one) => one !== false);
    });
