import { closestMatch } from 'leven';
import { takeArgument } from '../../format/command-arguments.ts';
import { printable } from '../../payload/printable.ts';
import type { ActionContext, Completer } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { keyOfCommand } from '../keys/key-of.ts';
import { connectTo, noBook, openConnections, readAgain } from './actions.ts';

const connect = (context: ActionContext, text: string): string | undefined => {
  const name = takeArgument(text.trim()).first;
  if (name === '') return openConnections(context);
  const { profiles } = context;
  if (profiles === undefined) return noBook;
  const names = profiles.profiles.map((profile) => profile.name);
  if (names.includes(name)) {
    void connectTo(context, name);
    return undefined;
  }
  readAgain(context, profiles);
  const nearest = closestMatch(name, names, { maxDistance: name.length < 3 ? 1 : 2 });
  return (
    profiles.problem ??
    (nearest === undefined
      ? `There is no connection ${printable(name, 60)}: ${keyOfCommand(context, 'connect')} lists them.`
      : `There is no connection ${printable(name, 60)}; did you mean ${printable(nearest, 60)}?`)
  );
};

const profileNames: Completer = ({ profiles }) =>
  (profiles?.profiles ?? []).map(({ name, address }) => ({
    text: name,
    about: printable(address, 100),
  }));

/** The slash command that connects to another broker. */
export const connectCommand = slashCommand({
  name: 'connect',
  parameters: '[NAME]',
  description: 'connect to another broker by its name in the configuration, or list them all',
  needs: [],
  complete: profileNames,
  run: connect,
});
