import { topicNameProblem } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { onServer } from '../server-name.ts';

/**
 * Asks whether to publish what was typed to the topic shown, unless that was allowed for good; returns
 * whether it asks. The input box keeps its text; `publish` is called after a yes.
 */
export const askToPublish = (
  { workspace, session, state, dispatch }: ActionContext,
  publish: () => void,
): boolean => {
  const { selected, allowed } = state();
  if (selected?.kind !== 'topic' || allowed.has(selected.topic)) return false;
  const { topic } = selected;
  if (session.recording !== undefined || topicNameProblem(topic) !== undefined) return false;
  dispatch({
    type: 'asked',
    question: {
      text: `Publish to ${printable(topic, 200)}${onServer(workspace, session)}?`,
      isTyped: true,
      yes: publish,
      always: () => {
        dispatch({ type: 'publishing-allowed', topic });
        publish();
      },
    },
  });
  return true;
};
