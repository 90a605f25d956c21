const hasWildcard = (filter: string): boolean => /[+#]/.test(filter);

/**
 * Why finding nothing retained on filters may mean nothing, and what to do then; empty if it can be believed.
 * `handsOut`: whether the broker hands out retained messages to filters with wildcards, `undefined` if
 * that is unknown.
 */
export const wildcardDoubt = (
  filters: readonly string[],
  handsOut: boolean | undefined,
): string => {
  if (handsOut === true || !filters.some((filter) => hasWildcard(filter))) return '';
  return handsOut === false
    ? 'This broker hands no retained messages to filters with wildcards: give whole topic names.'
    : 'Some brokers, such as RabbitMQ, hand none to filters with wildcards: give whole topic names there.';
};
