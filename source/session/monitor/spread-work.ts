import type { Devices } from '../../model/devices/devices.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { Announcer } from '../frame-parts.ts';

/** The models whose long work is spread. */
type Models = { readonly tree: TopicTree; readonly devices: Devices };

/** Does the models' long work bit by bit, so that keys are not held up. */
export class SpreadWork {
  readonly #models: Models;
  readonly #clock: Announcer;
  #next: NodeJS.Immediate | undefined;

  constructor(models: Models, clock: Announcer) {
    this.#models = models;
    this.#clock = clock;
  }

  /** There is work. */
  later(): void {
    if (this.#next !== undefined) return;
    this.#next = setImmediate(() => {
      this.#next = undefined;
      const { devices, tree } = this.#models;
      const { view } = tree;
      if (view.isBusy) this.#clock.changed('topics');
      if (devices.isBusy) this.#clock.changed('work', 'rooms');
      view.workOn();
      devices.workOn();
      if (view.isBusy || devices.isBusy) this.later();
    });
  }
}
