/** Follows a name that is easily mistaken for another's, before the digits that tell them apart. */
export const senderMarkText = '≈';
