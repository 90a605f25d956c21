import { plural } from '../format/count.ts';
import { FloodBucket } from '../model/token-bucket.ts';
import { printable } from '../payload/printable.ts';

/** A client identifier may have 65,535 characters. */
const longestLine = 200;

/** How many lines are written; of a flood the rest is counted. */
const flow = { burst: 200, perSecond: 20 };

/** What nobody has read yet of the lines may grow to this. */
const mostUnread = 1024 * 1024;

/** Writes lines with the time; those of a flood, and those that nobody reads, are counted and left out. */
export class BrokerLog {
  readonly #out: Pick<NodeJS.WriteStream, 'write' | 'writableLength'>;
  readonly #bucket = new FloodBucket(flow);
  #leftOut = 0;

  constructor(out: Pick<NodeJS.WriteStream, 'write' | 'writableLength'>) {
    this.#out = out;
  }

  /** Says what happened; hostile text. */
  say(text: string): void {
    if (!this.#bucket.take(performance.now()) || this.#out.writableLength > mostUnread) {
      this.#leftOut += 1;
      return;
    }
    this.#writeLeftOut();
    const shown = printable(text.slice(0, longestLine));
    this.#write(text.length > longestLine ? `${shown}…` : shown);
  }

  /** Says how many events were left out, and a last sentence if there is one: even in a flood. */
  end(text: string): void {
    this.#writeLeftOut();
    if (text !== '') this.#write(text);
  }

  #writeLeftOut(): void {
    if (this.#leftOut > 0)
      this.#write(`${plural(this.#leftOut, 'more event', 'more events')}, not shown`);
    this.#leftOut = 0;
  }

  #write(text: string): void {
    this.#out.write(`${new Date().toLocaleTimeString('en-GB')} ${text}\n`);
  }
}
