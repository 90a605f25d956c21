import type { ChildProcess } from 'node:child_process';

type News = { readonly is: string };

/** Resolves with the next message of a kind from a child process; rejects when the process ends first. */
export const childNews = <Kind extends News>(child: ChildProcess, is: Kind['is']): Promise<Kind> =>
  new Promise((resolve, reject) => {
    const failed = (): void => reject(new Error(`the publisher ended without "${is}"`));
    const listen = (told: News): void => {
      if (told.is !== is) return;
      child.off('message', listen).off('exit', failed);
      resolve(told as Kind);
    };
    child.on('message', listen).once('exit', failed);
  });
