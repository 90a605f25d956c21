import type { ConnectionStatus } from '../../mqtt/connection-options.ts';
import { emptyLine, type EditedLine, editedLine } from '../widgets/line-editor.ts';

/** A question that Enter or `y` answers with yes, Esc or `n` with no. */
export type Question = {
  readonly text: string;
  /** What is done with a yes. */
  readonly yes: () => void;
  /** It is about quitting: whoever types on stays, and Ctrl+C once more is a yes. */
  readonly isAboutQuitting?: boolean;
};

/** User name and password being typed. */
export type CredentialsForm = {
  readonly username: EditedLine;
  readonly password: EditedLine;
  readonly field: 'username' | 'password';
};

/** What the person is asked in the input box. */
export type DialogsState = {
  readonly question: Question | undefined;
  /** The name being typed at the start. */
  readonly name: EditedLine | undefined;
  readonly credentials: CredentialsForm | undefined;
  /** The refusal that the person has already answered or turned away. */
  readonly seenRefusal: ConnectionStatus | undefined;
};

/** What happens to what the person is asked. */
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
  /** `refusal` is the one that the person has turned away. */
  | { readonly type: 'credentials-closed'; readonly refusal?: ConnectionStatus };

/** Nothing is asked at the start but a name, where one is offered. */
export const initialDialogs = (name: string | undefined): DialogsState => ({
  question: undefined,
  name: name === undefined ? undefined : editedLine(name),
  credentials: undefined,
  seenRefusal: undefined,
});

/** What changes in what the person is asked. Pure. */
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
