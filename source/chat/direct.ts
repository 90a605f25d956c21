import { clientTopics } from './client-topics.ts';

/** Where messages for one client alone go, with the room that both are in. */
export const { topicOf: directTopic, parse: parseDirectTopic } = clientTopics('dm');
