/** What is wrong with the database: its file is broken, it cannot be used just now, or we do not know it. */
export type ProblemKind = 'broken' | 'busy' | 'unusable' | 'unknown';

/** SQLite's primary result codes, as far as something can be done about them. */
const kinds: Readonly<Record<number, { readonly kind: ProblemKind; readonly why: string }>> = {
  5: { kind: 'busy', why: 'another program has locked it' },
  6: { kind: 'busy', why: 'another program has locked it' },
  8: { kind: 'unusable', why: 'it may only be read' },
  10: { kind: 'unusable', why: 'the disk reports an error' },
  11: { kind: 'broken', why: 'its file is damaged' },
  13: { kind: 'unusable', why: 'the disk is full' },
  14: { kind: 'unusable', why: 'its file cannot be opened' },
  26: { kind: 'broken', why: 'its file is no database' },
};

/** What an error of SQLite, or of the file system before it, means. */
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
    return { kind: 'unusable', why: 'a file is in the place of its folder' };
  if (code === 'EISDIR') return { kind: 'unusable', why: 'a folder is in its place' };
  return { kind: errcode === undefined ? 'unusable' : 'unknown', why: message ?? String(error) };
};
