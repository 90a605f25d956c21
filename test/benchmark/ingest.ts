import { type Certificate, CertificateMaker } from '../support/certificates.ts';
import { caseName, type IngestCase, ingestCases } from './ingest-cases.ts';
import {
  type CaseResults,
  ingestTables,
  loadServerGoals,
  mosquittoGoals,
} from './ingest-results.ts';
import { type Measurement, measureRound } from './ingest-round.ts';
import { type LoadSource, startLoadServer, startMosquittoSource } from './load-source.ts';
import {
  discardingReceiver,
  peerReceivers,
  plainReceivers,
  type Receiver,
  type ReceiverName,
} from './receivers.ts';
import type { Report, Run } from './run.ts';
import { whole } from './table.ts';

type Setting = {
  readonly receivers: readonly Receiver[];
  readonly rounds: number;
  /** How long a round sends, ms. */
  readonly time: number;
  /** Whether the messages come from the load server itself, which sees the acknowledgements. */
  readonly isAcknowledged: boolean;
  readonly note: Run['note'];
};

/** Lets the receivers take turns. */
const measureCase = async (
  of: IngestCase,
  source: LoadSource,
  { setting, caFile }: { readonly setting: Setting; readonly caFile: string | undefined },
): Promise<CaseResults> => {
  const { receivers, isAcknowledged, time, note } = setting;
  const rounds = new Map<ReceiverName, Measurement[]>(receivers.map(({ name }) => [name, []]));
  await source.shape(of.shape);
  for (let round = 0; round < setting.rounds; round += 1) {
    for (const { name, start } of receivers) {
      const expected = { port: source.port, shape: of.shape };
      const client = await start(caFile === undefined ? expected : { ...expected, caFile });
      try {
        const measured = await measureRound(client, { source, time, isAcknowledged });
        rounds.get(name)?.push(measured);
        note(`${caseName(of)}, ${name}: ${whole(measured.perSecond)}/s`);
      } finally {
        await client.stop();
      }
    }
  }
  return { of, rounds };
};

const measureLoadServer = async (
  of: IngestCase,
  setting: Setting,
  certificate: Certificate | undefined,
): Promise<CaseResults> => {
  const source = await startLoadServer(certificate);
  try {
    return await measureCase(of, source, { setting, caFile: certificate?.certFile });
  } finally {
    await source.close();
  }
};

/** How fast messages are taken that come as fast as they are taken. */
export const ingestFromLoadServer = async ({ program, scale, note }: Run): Promise<Report> => {
  const setting: Setting = {
    receivers: [...plainReceivers(program), ...peerReceivers(note), discardingReceiver],
    rounds: scale.rounds.loadServer,
    time: scale.ingestTime,
    isAcknowledged: true,
    note,
  };
  const certificates = new CertificateMaker();
  const all: CaseResults[] = [];
  try {
    const certificate = certificates.selfSigned('load-server', 'IP:127.0.0.1');
    for (const of of ingestCases)
      all.push(await measureLoadServer(of, setting, of.isTls ? certificate : undefined));
  } finally {
    certificates.close();
  }
  return {
    title: `Ingest through the load server (median of ${setting.rounds})`,
    text: ingestTables(setting.receivers, all),
    goals: loadServerGoals(all),
  };
};

/** The same with a real broker, which is the slowest part then. */
export const ingestThroughMosquitto = async ({ program, scale, note }: Run): Promise<Report> => {
  const setting: Setting = {
    receivers: plainReceivers(program),
    rounds: scale.rounds.mosquitto,
    time: scale.ingestTime,
    isAcknowledged: false,
    note,
  };
  const all: CaseResults[] = [];
  const source = await startMosquittoSource();
  try {
    for (const of of ingestCases.filter(({ isTls }) => !isTls))
      all.push(await measureCase(of, source, { setting, caFile: undefined }));
  } finally {
    await source.close();
  }
  return {
    title: `Ingest through Mosquitto, at its own limit (median of ${setting.rounds})`,
    text: ingestTables(setting.receivers, all),
    goals: mosquittoGoals(all),
  };
};
