import { describe, expect, it } from 'vitest';
import { BrokerLog } from '../../source/command-line/broker-log.ts';

const logInto = (out: { writableLength: number }) => {
  const lines: string[] = [];
  const log = new BrokerLog({
    get writableLength() {
      return out.writableLength;
    },
    write: (text: string) => lines.push(text) > 0,
  });
  return { log, lines };
};

describe('BrokerLog', () => {
  it('writes what happened with the time, without anything that drives a terminal', () => {
    const { log, lines } = logInto({ writableLength: 0 });
    log.say('a\u001b[2Jb connected');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d a\P{Cc}+b connected\n$/u);
  });

  it('cuts what is long', () => {
    const { log, lines } = logInto({ writableLength: 0 });
    log.say('x'.repeat(65_535));
    expect(lines[0]?.length).toBeLessThan(220);
  });

  it('counts the rest of a flood', () => {
    const { log, lines } = logInto({ writableLength: 0 });
    for (let event = 0; event < 10_000; event += 1) log.say('x');
    expect(lines.length).toBeLessThan(400);
  });

  it('counts what nobody reads, and says so when somebody does', () => {
    const out = { writableLength: 2_000_000 };
    const { log, lines } = logInto(out);
    log.say('a');
    log.say('b');
    expect(lines).toEqual([]);
    out.writableLength = 0;
    log.say('c');
    expect(lines.map((line) => line.slice(9))).toEqual(['2 more events, not shown\n', 'c\n']);
  });

  it('ends with what was left out and a last sentence, in a flood too', () => {
    const { log, lines } = logInto({ writableLength: 0 });
    for (let event = 0; event < 201; event += 1) log.say('x');
    log.end('a message was lost');
    expect(lines.slice(200).map((line) => line.slice(9))).toEqual([
      '1 more event, not shown\n',
      'a message was lost\n',
    ]);
  });

  it('ends with nothing where nothing is left to say', () => {
    const { log, lines } = logInto({ writableLength: 0 });
    log.end('');
    expect(lines).toEqual([]);
  });
});
