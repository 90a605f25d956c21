/** The filters that a broker may hand no retained messages to. */
const hasWildcard = (filter: string): boolean => /[+#]/.test(filter);

/**
 * What stands behind finding nothing retained on filters, and what to do then; empty if nothing does.
 * `handsOut`: whether the broker hands out retained messages to filters with wildcards, `undefined` if
 * that is unknown.
 */
export const withoutWildcards = (
  filters: readonly string[],
  handsOut: boolean | undefined,
): string => {
  if (handsOut === true || !filters.some((filter) => hasWildcard(filter))) return '';
  return handsOut === false
    ? 'This broker hands no retained messages to filters with wildcards: give whole topic names.'
    : 'Some brokers, such as RabbitMQ, hand none to filters with wildcards: give whole topic names there.';
};
