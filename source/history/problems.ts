/** What is wrong with the database: its file is damaged, it cannot be used at the moment, or the cause is unknown. */
export type ProblemKind = 'broken' | 'busy' | 'unusable' | 'unknown';

/** SQLite's primary result codes, as far as anything can be done about them. */
const kinds: Readonly<Record<number, { readonly kind: ProblemKind; readonly why: string }>> = {
  5: { kind: 'busy', why: 'another program has locked it' },
  6: { kind: 'busy', why: 'another program has locked it' },
  8: { kind: 'unusable', why: 'it is read-only' },
  10: { kind: 'unusable', why: 'the disk reports an error' },
  11: { kind: 'broken', why: 'its file is damaged' },
  13: { kind: 'unusable', why: 'the disk is full' },
  14: { kind: 'unusable', why: 'its file cannot be opened' },
  26: { kind: 'broken', why: 'its file is not a database' },
};

/** What an error of SQLite or of the file system means. */
export const problemOf = (error: unknown): { readonly kind: ProblemKind; readonly why: string } => {
  const { errcode, code, message } = error as {
    errcode?: number;
    code?: string;
    message?: string;
  };
  // Extended result codes have more bits above the primary one.
  const known = errcode === undefined ? undefined : kinds[errcode % 256];
  if (known !== undefined) return known;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'unusable', why: 'the disk is full' };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return { kind: 'unusable', why: 'writing there is not permitted' };
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return { kind: 'unusable', why: 'a file is where its folder should be' };
  if (code === 'EISDIR') return { kind: 'unusable', why: 'a folder is where its file should be' };
  return { kind: errcode === undefined ? 'unusable' : 'unknown', why: message ?? String(error) };
};
