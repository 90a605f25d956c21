import type { ConnectionStatus } from '../../mqtt/connection-options.ts';
import { emptyLine, type EditedLine, editedLine, textOf } from '../widgets/line-editor.ts';

/** A question: `y` means yes, Esc or `n` means no, and Enter means yes unless it is a typed one. */
export type Question = {
  readonly text: string;
  /** Called on a yes. */
  readonly yes: () => void;
  /** Enter, which people press without reading, means no. */
  readonly isTyped?: boolean;
  /** The question is whether to quit: typing on means no, another Ctrl+C means yes. */
  readonly isAboutQuitting?: boolean;
  /** The letter that has asked it in a room's log: typing on there says it as well. */
  readonly letter?: string;
};

/** The user name and password being typed. */
export type CredentialsForm = {
  readonly username: EditedLine;
  readonly password: EditedLine;
  readonly field: 'username' | 'password';
};

/** The nick being typed before the chat is joined. */
export type NameForm = {
  readonly line: EditedLine;
  /** The rooms to join; those that the session offers if absent. */
  readonly topics?: readonly string[];
  /** Called once the chat is joined. */
  readonly joined?: () => void;
};

/** What the user is being asked. */
export type DialogsState = {
  readonly question: Question | undefined;
  readonly name: NameForm | undefined;
  /** The nick to suggest when one is asked for. */
  readonly suggestedName: string;
  readonly credentials: CredentialsForm | undefined;
  /** The refusal that the user has already answered or dismissed. */
  readonly seenRefusal: ConnectionStatus | undefined;
};

/** An event of what the user is being asked. */
export type DialogsAction =
  | { readonly type: 'asked'; readonly question: Question }
  | { readonly type: 'answered' }
  | { readonly type: 'name-asked'; readonly form: NameForm }
  | { readonly type: 'name-closed' }
  | {
      readonly type: 'credentials-asked';
      readonly username: string;
      readonly refusal?: ConnectionStatus;
    }
  | { readonly type: 'credentials-field-changed'; readonly field: 'username' | 'password' }
  /** The `refusal` that the user has dismissed. */
  | { readonly type: 'credentials-closed'; readonly refusal?: ConnectionStatus };

/** At the start only the nick is asked for, if one is suggested. */
export const initialDialogs = (name: string | undefined): DialogsState => ({
  question: undefined,
  name: name === undefined ? undefined : { line: editedLine(name) },
  suggestedName: name ?? '',
  credentials: undefined,
  seenRefusal: undefined,
});

/** The changes to what the user is being asked. Pure. */
export const dialogsReducer = (
  { name, suggestedName, credentials, seenRefusal }: DialogsState,
  action: DialogsAction,
): Partial<DialogsState> => {
  switch (action.type) {
    case 'asked':
      return { question: action.question };
    case 'answered':
      return { question: undefined };
    case 'name-asked':
      return { name: action.form };
    case 'name-closed':
      return {
        name: undefined,
        suggestedName: name === undefined ? suggestedName : textOf(name.line),
      };
    case 'credentials-asked':
      return {
        credentials: {
          username: editedLine(action.username),
          password: emptyLine,
          field: action.username === '' ? 'username' : 'password',
        },
        seenRefusal: action.refusal,
      };
    case 'credentials-field-changed':
      return credentials === undefined
        ? {}
        : { credentials: { ...credentials, field: action.field } };
    case 'credentials-closed':
      return { credentials: undefined, seenRefusal: action.refusal ?? seenRefusal };
  }
};
