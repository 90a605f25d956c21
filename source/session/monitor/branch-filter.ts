/** The filter of the tree that a topic and all below it pass, and nothing else, as it could be typed. */
export const branchFilter = (topic: string): string => {
  // A topic that looks like a shared subscription is matched by one to it.
  const share = /^\$share(?:\/|$)/.test(topic) ? '$share/any/' : '';
  const filter = `${share}${topic}/#`;
  return `mqtt:${/[\s"]/.test(filter) ? `"${filter.replaceAll('"', '""')}"` : filter}`;
};
