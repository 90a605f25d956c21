import type { PublishForm } from './publish-form.ts';

/** Counts how often a form is published by hand; another topic or payload begins at 1. */
export class SendCount {
  #last: Pick<PublishForm, 'topic' | 'payload'> | undefined;
  #count = 0;

  /** The number of this time. */
  next({ topic, payload }: PublishForm): number {
    const isSame = this.#last?.topic === topic && this.#last.payload === payload;
    this.#last = { topic, payload };
    this.#count = isSame ? this.#count + 1 : 1;
    return this.#count;
  }
}
