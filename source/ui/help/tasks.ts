/** What keys and commands are for, in the order of the help, each with its heading. */
export const tasks = {
  move: 'Move around',
  find: 'Look for things',
  chat: 'Chat',
  watch: 'Watch topics',
  inspect: 'Look into messages',
  chart: 'Chart',
  publish: 'Publish',
  record: 'Record and export',
  broker: 'The connection and the broker',
  write: 'Write a line',
  program: 'The screen and the program',
} as const;

/** What a key or a command is for. */
export type Task = keyof typeof tasks;

/** Rows of a table with what they are for, unless they say so themselves. */
export const forTask = <Row extends { readonly task?: Task }>(
  task: Task,
  rows: readonly Row[],
): readonly Row[] => rows.map((row) => ({ task, ...row }));
