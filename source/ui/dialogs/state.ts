import type { ConnectionStatus } from '../../mqtt/connection-options.ts';
import { emptyLine, type EditedLine, editedLine } from '../widgets/line-editor.ts';

/** A question: `y` means yes, Esc or `n` means no, and Enter means yes unless a yes cannot be undone. */
export type Question = {
  readonly text: string;
  /** Called on a yes. */
  readonly yes: () => void;
  /** A yes must be typed, because it cannot be undone: Enter, which people press without reading, is no answer. */
  readonly isTyped?: boolean;
  /** How many things are lost by a yes: typing the number means yes too. */
  readonly number?: number;
  /** The digits of it typed so far. */
  readonly typed?: string;
  /** The question is whether to quit: typing on means no, another Ctrl+C means yes. */
  readonly isAboutQuitting?: boolean;
};

/** The user name and password being typed. */
export type CredentialsForm = {
  readonly username: EditedLine;
  readonly password: EditedLine;
  readonly field: 'username' | 'password';
};

/** What the user is being asked. */
export type DialogsState = {
  readonly question: Question | undefined;
  /** The nick being typed at the start. */
  readonly name: EditedLine | undefined;
  readonly credentials: CredentialsForm | undefined;
  /** The refusal that the user has already answered or dismissed. */
  readonly seenRefusal: ConnectionStatus | undefined;
};

/** An event of what the user is being asked. */
export type DialogsAction =
  | { readonly type: 'asked'; readonly question: Question }
  | { readonly type: 'answered' }
  | { readonly type: 'named' }
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
  name: name === undefined ? undefined : editedLine(name),
  credentials: undefined,
  seenRefusal: undefined,
});

/** The changes to what the user is being asked. Pure. */
export const dialogsReducer = (
  { credentials, seenRefusal }: DialogsState,
  action: DialogsAction,
): Partial<DialogsState> => {
  switch (action.type) {
    case 'asked':
      return { question: action.question };
    case 'answered':
      return { question: undefined };
    case 'named':
      return { name: undefined };
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
