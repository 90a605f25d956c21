import { printable } from '../../payload/printable.ts';
import { FileExists, type FileMode } from '../../session/recording/writable-file.ts';
import { writeText } from '../../session/write-text.ts';
import { size } from '../../format/size.ts';
import type { MqttSession } from '../../session/session.ts';

/** The file that an export goes to, and what to do if it exists. */
export type ExportFile = { readonly path: string; readonly mode: FileMode };

/** Writes an export in the background; `told` is the notice about it, given the file's name and size. */
export const writeExport = (
  session: MqttSession,
  { path, mode }: ExportFile,
  records: Iterable<string>,
  told: (file: string) => string,
): void => {
  const shown = printable(path, 300);
  writeText(session.publisher.placeOf(path), mode, records).then(
    (bytes) => session.notify(told(`${shown} (${size(bytes)})`)),
    (error: unknown) =>
      session.notify(
        error instanceof FileExists
          ? `${shown} exists already; --force replaces it.`
          : (error as Error).message,
      ),
  );
};
