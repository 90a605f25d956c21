/** A tree filter, as typed, that only a topic and everything below it passes. */
export const branchFilter = (topic: string): string => {
  // A topic that looks like a shared subscription must be matched through one.
  const share = /^\$share(?:\/|$)/.test(topic) ? '$share/any/' : '';
  const filter = `${share}${topic}/#`;
  return `mqtt:${/[\s"]/.test(filter) ? `"${filter.replaceAll('"', '""')}"` : filter}`;
};
