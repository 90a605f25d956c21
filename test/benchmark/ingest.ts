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
  readonly from: keyof Run['scale']['rounds'];
  readonly run: Run;
};

/** Lets the receivers take turns. */
const measureCase = async (
  of: IngestCase,
  source: LoadSource,
  { setting, caFile }: { readonly setting: Setting; readonly caFile: string | undefined },
): Promise<CaseResults> => {
  const { receivers, from, run } = setting;
  const { time, share } = run.scale.ingest;
  // It sees the acknowledgements; a broker keeps them to itself.
  const isAcknowledged = from === 'loadServer';
  const atLeast = of.messages * share * (isAcknowledged ? 1 : 0.5);
  const rounds = new Map<ReceiverName, Measurement[]>(receivers.map(({ name }) => [name, []]));
  await source.shape(of.shape);
  for (let round = 0; round < run.scale.rounds[from]; round += 1) {
    for (const { name, start } of receivers) {
      const expected = { port: source.port, shape: of.shape };
      const client = await start(caFile === undefined ? expected : { ...expected, caFile });
      try {
        const measured = await measureRound(client, {
          source,
          sending: { time, atLeast },
          isAcknowledged,
        });
        rounds.get(name)?.push(measured);
        run.note(`${caseName(of)}, ${name}: ${whole(measured.perSecond)}/s`);
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
export const ingestFromLoadServer = async (run: Run): Promise<Report> => {
  const receivers = [
    ...plainReceivers(run.program),
    ...peerReceivers(run.note),
    discardingReceiver,
  ];
  const setting: Setting = { receivers, from: 'loadServer', run };
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
    title: `Ingest through the load server (median of ${run.scale.rounds.loadServer})`,
    text: ingestTables(receivers, all),
    goals: loadServerGoals(all),
  };
};

/** The same with a real broker, which is the slowest part then. */
export const ingestThroughMosquitto = async (run: Run): Promise<Report> => {
  const receivers = plainReceivers(run.program);
  const setting: Setting = { receivers, from: 'mosquitto', run };
  const all: CaseResults[] = [];
  const source = await startMosquittoSource();
  try {
    for (const of of ingestCases.filter(({ isTls }) => !isTls))
      all.push(await measureCase(of, source, { setting, caFile: undefined }));
  } finally {
    await source.close();
  }
  return {
    title: `Ingest through Mosquitto, at its own limit (median of ${run.scale.rounds.mosquitto})`,
    text: ingestTables(receivers, all),
    goals: mosquittoGoals(all),
  };
};
