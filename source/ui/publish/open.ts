import type { StoredMessage } from '../../model/stored-message.ts';
import { messageForm } from '../../session/publish/form-message.ts';
import { emptyForm, type PublishForm } from '../../session/publish/publish-form.ts';
import { messageHere } from '../details/detailed-message.ts';
import { keyOf } from '../keys/key-of.ts';
import type { ActionContext } from '../action-context.ts';
import { size } from '../../format/size.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import type { FieldName } from './fields.ts';
import { formOf, isUntouched, type PublishSheet, publishSheetWith } from './state.ts';

/** The editor: the open one, or the last one as it was left. */
export const latestEditor = (context: ActionContext): PublishSheet | undefined =>
  sheetOfKind(context, 'publish') ?? context.state().kept.publish;

/** Opens the editor with a form; the previous form is one key away. */
export const openWith = (context: ActionContext, form: PublishForm, field: FieldName): void =>
  context.dispatch({
    type: 'sheet-changed',
    sheet: publishSheetWith(form, field, latestEditor(context)),
  });

/** Opens the editor with an empty form, except for the topic if there is one. */
const openAt = (context: ActionContext, topic: string): void =>
  openWith(context, emptyForm(topic), topic === '' ? 'topic' : 'payload');

/** Opens the editor as it was left, if anything was typed. */
export const openPublish = (context: ActionContext): void => {
  const { kept, selected } = context.state();
  if (kept.publish !== undefined && !isUntouched(formOf(kept.publish)))
    context.dispatch({ type: 'sheet-changed', sheet: kept.publish });
  else openAt(context, selected?.kind === 'topic' ? selected.topic : '');
};

/** Opens the editor for the topic selected in the tree. */
export const publishToTopic = (context: ActionContext): void => {
  const { selected } = context.state();
  if (selected?.kind === 'topic') openAt(context, selected.topic);
  else
    context.session.notify(
      `Choose a topic first, or press ${keyOf(context, openPublish)}. In a room, just type.`,
    );
};

const republish = (context: ActionContext, message: StoredMessage): void => {
  openWith(context, messageForm(message), 'payload');
  if (message.payload.length < message.size)
    context.session.notify(
      `Only the first ${size(message.payload.length)} of ${size(message.size)} were stored (--payload-limit, --memory): the editor has no more.`,
    );
};

/** Opens the editor with the message at the log's cursor, or the topic's newest. */
export const republishMessage = (context: ActionContext): void => {
  const { session, state } = context;
  const message = messageHere(session, state());
  if (message === undefined) publishToTopic(context);
  else republish(context, message);
};
