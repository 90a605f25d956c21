import { clientTopics } from './client-topics.ts';

/** The topics of direct messages to one client, below a room that both are in. */
export const { topicOf: directTopic, parse: parseDirectTopic } = clientTopics('dm');
