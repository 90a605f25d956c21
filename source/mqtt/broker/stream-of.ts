import type { Client } from 'aedes';
import type { ClientStream } from './client-stream.ts';

/** The stream that we gave aedes for a client. */
export const streamOf = (client: Client): ClientStream => client.conn as ClientStream;
