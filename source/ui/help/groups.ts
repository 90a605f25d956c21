import type { ActionContext, ActionTables, KeyBinding, KeyScope } from '../action-context.ts';
import { rowsInForce, scopesOf } from '../keys/handle-key.ts';
import { byKeyboard, byWeight } from '../keys/key-order.ts';
import { filterHelp } from '../topics/filter-help.ts';
import { marks } from './marks.ts';
import { entriesOf, type HelpEntry } from './section-rows.ts';
import { tasks } from './tasks.ts';

/** Entries of the help under a heading. */
export type HelpGroup = { readonly title: string; readonly entries: readonly HelpEntry[] };

/** Scopes whose keys the help lists by what they are for, and how it names them. */
const taskScopes: Readonly<Partial<Record<KeyScope, string>>> = {
  anywhere: '',
  rooms: '',
  always: '',
  line: '',
  input: 'input box',
  tree: 'tree',
  log: 'log',
  chart: 'chart',
  details: 'details',
  recording: 'recording',
};

const isByTask = ({ scope }: KeyBinding): boolean => taskScopes[scope] !== undefined;

/** Scopes that hold in many places: their keys are not of the place. */
const wide = new Set<KeyScope>(['line', 'anywhere', 'rooms', 'recording', 'always']);

/** Keys that move the same way in every list, sheet and text, where they come first in a row. */
const moves = new Set(['Up', 'Down', 'PageUp', 'PageDown', 'Home', 'End']);

/** Whether a row is one of the many that only move; in the place itself they are listed one by one. */
const isMove = ({ keys: [first = ''], scope, task }: KeyBinding): boolean =>
  moves.has(first) && !wide.has(scope) && (task === 'move' || taskScopes[scope] === undefined);

const inOrder = (rows: readonly KeyBinding[]): readonly KeyBinding[] =>
  rows.toSorted(byKeyboard).toSorted(byWeight);

const isEverywhere = ({ scope }: KeyBinding): boolean => taskScopes[scope] === '';

/** Rows that do the same with the same keys, or everywhere. */
const alike = (rows: readonly KeyBinding[]): readonly (readonly KeyBinding[])[] =>
  [...Map.groupBy(rows, ({ run }) => run).values()].flatMap((same) =>
    same.some(isEverywhere)
      ? [same]
      : [...Map.groupBy(same, ({ keys }) => keys.join(' ')).values()],
  );

/** One row for all that do the same, with the places where they do it. */
const merged = (rows: readonly KeyBinding[]): readonly KeyBinding[] =>
  alike(rows).flatMap((same) => {
    // The log's rows say that they are for topics; the longest of the others says the most.
    const [first] = same.toSorted(
      (one, other) =>
        Number(one.scope === 'log') - Number(other.scope === 'log') ||
        other.description.length - one.description.length,
    );
    if (first === undefined) return [];
    const places = Object.entries(taskScopes).filter(([scope]) =>
      same.some((row) => row.scope === scope),
    );
    const where = same.some(isEverywhere)
      ? ''
      : ` (${places.map(([, place]) => place).join(', ')})`;
    const keys = [...new Set(same.flatMap((row) => row.keys))];
    return [{ ...first, keys, description: `${first.description}${where}` }];
  });

const commandEntries = (commands: ActionTables['commands']): readonly HelpEntry[] =>
  commands.map(({ name, aliases, parameters, description }) => ({
    keys:
      [`/${name}`, ...aliases.map((alias) => `/${alias}`)].join(' ') +
      (parameters === '' ? '' : ` ${parameters}`),
    description,
  }));

/** The keys of the place where the help is opened. */
const placeGroup = (context: ActionContext): { title: string; rows: readonly KeyBinding[] } => {
  const scopes = scopesOf(context.state()).filter((scope) => !wide.has(scope));
  const { sections } = context.tables;
  const title = scopes
    .map((scope) => sections.find((section) => section.scopes.includes(scope))?.title)
    .find((one) => one !== undefined);
  const rows = rowsInForce(context).filter(({ scope }) => scopes.includes(scope));
  return { title: `Here: ${title ?? ''}`, rows: inOrder(rows) };
};

/**
 * The whole help, made from the tables that the dispatchers use: first the keys of the place where it is
 * opened, then those of the panes and all commands by what they are for, then those of sheets, prompts
 * and questions.
 */
export const helpGroups = (context: ActionContext): readonly HelpGroup[] => {
  const { keys, commands, sections, canReport } = context.tables;
  const place = placeGroup(context);
  const seen = new Set(place.rows.map(({ run }) => run));
  const others = keys.filter(({ run }) => !seen.has(run));
  const moving = [...moves].filter((move) =>
    keys.some((row) => row.keys[0] === move && isMove(row)),
  );
  return [
    { title: place.title, entries: entriesOf(place.rows, canReport) },
    ...Object.entries(tasks).map(([task, title]) => ({
      title,
      entries: [
        ...entriesOf(
          merged(
            inOrder(others.filter((row) => row.task === task && isByTask(row) && !isMove(row))),
          ),
          canReport,
        ),
        ...(task === 'move' && moving.length > 0
          ? [{ keys: moving.join(', '), description: 'move in every list, sheet and text' }]
          : []),
        ...commandEntries(commands.filter((command) => command.task === task)),
        ...(task === 'chat'
          ? [{ keys: '//text', description: 'say text that starts with a slash' }]
          : []),
      ],
    })),
    {
      title: 'Filters for the topic tree',
      entries: filterHelp.map(([filter, means]) => ({ keys: filter, description: means })),
    },
    ...sections.map(({ title, scopes }) => ({
      title,
      entries: entriesOf(
        inOrder(
          others.filter((row) => scopes.includes(row.scope) && !isByTask(row) && !isMove(row)),
        ),
        canReport,
      ),
    })),
    {
      title: 'Marks',
      entries: marks.map(([mark, means]) => ({ keys: mark, description: means })),
    },
  ].filter(({ entries }) => entries.length > 0);
};
