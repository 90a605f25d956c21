import type { KeyBinding } from '../action-context.ts';
import { notifying } from '../keys/key-binding.ts';
import {
  connectionsActions,
  isAtStart,
  isOnProfile,
  isOpen,
  moveInConnections,
} from './actions.ts';
import { connectCommand } from './commands.ts';

const scope = 'connections';

/** The keys of the list of connections, and the one that opens it. */
export const connectionsBindings: readonly KeyBinding[] = [
  {
    keys: ['F12'],
    scope: 'anywhere',
    description: 'connections: connect to another broker, add, change, test',
    command: connectCommand.name,
    run: notifying(connectCommand.run),
  },
  {
    keys: ['Up', 'k'],
    scope,
    description: 'connection above',
    run: (c) => moveInConnections(c, -1),
  },
  {
    keys: ['Down', 'j'],
    scope,
    description: 'connection below',
    run: (c) => moveInConnections(c, 1),
  },
  { keys: ['PageUp'], scope, description: 'ten up', run: (c) => moveInConnections(c, -10) },
  { keys: ['PageDown'], scope, description: 'ten down', run: (c) => moveInConnections(c, 10) },
  { keys: ['Home'], scope, description: 'first one', run: (c) => moveInConnections(c, -Infinity) },
  { keys: ['End'], scope, description: 'last one', run: (c) => moveInConnections(c, Infinity) },
  {
    keys: ['Enter'],
    scope,
    description: 'connect, or go to what is connected',
    weight: 390,
    hint: (context) => (isOpen(context) ? 'go there' : 'connect'),
    run: connectionsActions.connect,
  },
  {
    keys: ['a'],
    scope,
    description: 'add a connection',
    weight: 380,
    hint: 'add',
    run: connectionsActions.add,
  },
  {
    keys: ['e'],
    scope,
    description: 'change the connection',
    weight: 370,
    hint: 'change',
    isHintShown: isOnProfile,
    run: connectionsActions.change,
  },
  {
    keys: ['t'],
    scope,
    description: 'test the connection, step by step',
    weight: 360,
    hint: 'test',
    isHintShown: isOnProfile,
    run: connectionsActions.test,
  },
  {
    keys: ['c'],
    scope,
    description: 'copy the connection under another name',
    weight: 340,
    hint: 'copy',
    isHintShown: isOnProfile,
    run: connectionsActions.copy,
  },
  {
    keys: ['i'],
    scope,
    description: 'import the connections of another program',
    weight: 350,
    hint: 'import',
    run: connectionsActions.openImport,
  },
  {
    keys: ['d'],
    scope,
    description: 'disconnect',
    weight: 330,
    hint: 'disconnect',
    isEnabled: isOpen,
    run: connectionsActions.disconnect,
  },
  {
    keys: ['Delete'],
    scope,
    description: 'delete the connection from the file; asks first',
    weight: 320,
    hint: 'delete',
    isHintShown: isOnProfile,
    run: connectionsActions.remove,
  },
  {
    keys: ['Esc', 'q', 'F12'],
    scope,
    description: 'close the list; at the start, ask whether to quit',
    weight: 400,
    hint: (context) => (isAtStart(context) ? 'quit' : 'close'),
    run: connectionsActions.leave,
  },
];
