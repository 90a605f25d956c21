import type { PublishForm } from './publish-form.ts';

/** Counts how often a form is published by hand: from 1 again when the topic or payload changes. */
export class SendCount {
  #last: Pick<PublishForm, 'topic' | 'payload'> | undefined;
  #count = 0;

  /** The count for the form that is published now. */
  next({ topic, payload }: PublishForm): number {
    const isSame = this.#last?.topic === topic && this.#last.payload === payload;
    this.#last = { topic, payload };
    this.#count = isSame ? this.#count + 1 : 1;
    return this.#count;
  }
}
