/** Stands behind a name that is easily taken for another's, before what tells them apart. */
export const senderMarkText = '≈';
