import { topicFilterProblem } from '../mqtt/topic.ts';
import type { Schemas } from '../payload/decoder.ts';
import { type DecodeRule, readChoice } from '../payload/decoder-choice.ts';
import type { PayloadOptions } from '../payload/payload-reader.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

const readRule = (text: string, schemas: Schemas): DecodeRule => {
  // A filter may contain "="; a decoder never does.
  const equals = text.lastIndexOf('=');
  const filter = equals === -1 ? undefined : text.slice(0, equals);
  const problem = filter === undefined ? undefined : topicFilterProblem(filter);
  if (problem !== undefined) throw new UsageError(`--decode ${text}: ${problem}`);
  const choice = readChoice(text.slice(equals + 1), schemas);
  if (typeof choice === 'string') throw new UsageError(`--decode ${text}: ${choice}`);
  return filter === undefined ? { choice } : { filter, choice };
};

/** How to decode payloads, from the flags; reads the .proto files. Rejects with `UsageError`. */
export const decodeFlags = async (
  values: Pick<FlagValues<'show' | 'sub'>, 'proto' | 'decode'>,
): Promise<PayloadOptions> => {
  const files = values.proto;
  const schemas: Schemas =
    files.length === 0
      ? {}
      : { protobuf: (await import('./proto-files.ts')).readProtoFiles(files) };
  return { rules: values.decode.map((text) => readRule(text, schemas)), schemas };
};
