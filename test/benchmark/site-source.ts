import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { childNews } from './child-news.ts';

/** What the process that publishes is told: how many messages a second from now on. */
export type SiteOrder = { readonly perSecond: number };

/** What it tells: that it is there, and at each order how many messages it has sent. */
export type SiteNews = { readonly is: 'ready' | 'sent'; readonly messages: number };

/** Devices whose values come at a steady pace, published by a process of their own: 100 topics below `site`. */
export type SiteSource = {
  /** Publishes this many messages a second from now on; resolves with how many there have been until now. */
  readonly pace: (perSecond: number) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** Starts the publisher, silent at first. */
export const startSiteSource = async (port: number): Promise<SiteSource> => {
  const child = fork(join(import.meta.dirname, 'site-publisher.ts'), [String(port)]);
  await childNews<SiteNews>(child, 'ready');
  return {
    pace: async (perSecond) => {
      const sent = childNews<SiteNews>(child, 'sent');
      child.send({ perSecond } satisfies SiteOrder);
      return (await sent).messages;
    },
    close: async () => {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
};
