/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { at, startProgram } from './program.ts';

/** Goes to a topic by a part of its name. */
const goTo = async (terminal: TestTerminal, part: string): Promise<void> => {
  terminal.press('Ctrl+P');
  await terminal.waitFor('Find anything');
  terminal.type(part);
  await terminal.waitFor(new RegExp(`▸ topic +\\S*${part}`));
  terminal.press('Enter');
  await terminal.waitUntilGone('Find anything');
};

describeWith(
  peersMissing,
  'the history of a topic on Mosquitto, by keyboard alone, at 80×24',
  () => {
    let broker: Mosquitto;
    beforeEach(async () => {
      broker = await startMosquitto();
    });
    afterEach(() => broker.stop());

    const watch = async (): Promise<TestTerminal> => {
      const terminal = startProgram([...at(broker), '--no-chat'], { columns: 80, rows: 24 });
      await terminal.waitFor('● ');
      return terminal;
    };

    it('is drawn as a chart, beside another topic, and stays', async () => {
      const terminal = await watch();
      for (const value of ['20.5 °C', '21.5 °C', '24.5 °C'])
        await publish(broker, 'site/temperature', value);
      await publish(broker, 'site/env', '{"name":"x","co2":400}');
      await terminal.waitFor('env');
      await goTo(terminal, 'temperature');
      terminal.press('c');
      await terminal.waitFor('last 24.5  min 20.5  max 24.5');
      await goTo(terminal, 'env');
      terminal.press('c');
      await terminal.waitFor('Chart of 2 series');
      await terminal.waitFor(/2 \S*env \.co2 +400/);
      await publish(broker, 'site/temperature', '30');
      await terminal.waitFor(/30 \(20\.5 to 30/);
      // The retained first value and the axes.
      await terminal.waitFor(/┤/);
      terminal.press('Tab');
      await terminal.waitFor('c log');
      terminal.press('v', 'z');
      await waitForWholePanes(terminal, ['Chart of 2 series']);
      terminal.press('Delete');
      await terminal.waitFor('Removed site/env .co2');
      terminal.press('z', 'c');
      await waitForWholePanes(terminal, ['site/env']);
    });

    it('is shown as a table, and compared', async () => {
      const terminal = await watch();
      await publish(broker, 'site/env', '{"name":"x","co2":400,"list":[1,2]}', '-q', '1');
      await publish(broker, 'site/env', '{"list":[1,2],"co2":401,"name":"x","new":true}');
      await terminal.waitFor('env');
      await goTo(terminal, 'env');
      terminal.press('Enter');
      await terminal.waitFor('t table');
      terminal.press('t');
      await terminal.waitFor(/time +after +size Q R +value/);
      await terminal.waitFor(/\d (?:ms|s) +\d+ B 0 +\{"list/);
      await waitForWholePanes(terminal, ['site/env', 'Newest']);
      terminal.press('=');
      await terminal.waitFor('2 changes');
      await terminal.waitFor(/~ +"co2": 400[^]*→ +"co2": 401[^]*\+ +"new": true/);
      await waitForWholePanes(terminal, ['Compare site/env']);
      terminal.press('n');
      await terminal.waitFor('1 of 2 changes');
      terminal.resize(120, 40);
      await terminal.waitFor(/~ +"co2": 400 +│ +"co2": 401/);
      terminal.press('Escape');
      await waitForWholePanes(terminal, ['site/env', 'Newest']);
    });
  },
);
