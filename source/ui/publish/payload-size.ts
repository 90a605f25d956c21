import { size } from '../../format/size.ts';
import { formPayload } from '../../session/publish/form-message.ts';
import { hasPlaceholders } from '../../session/publish/placeholders.ts';
import type { PublishForm } from '../../session/publish/publish-form.ts';

const sizeOf = (form: PublishForm): string => {
  if (form.format === 'file') return 'path of a file';
  if (form.format === 'text' && hasPlaceholders(form.payload)) return '{{…}} filled in';
  const payload = formPayload(form, undefined);
  return typeof payload === 'string' ? form.format : size(payload.length);
};

let last: { readonly format: string; readonly payload: string; readonly size: string } | undefined;

/** The length of the payload, for the row below its label. Cached, because the text may be long. */
export const payloadSize = (form: PublishForm): string => {
  const { format, payload } = form;
  if (last?.format !== format || last.payload !== payload)
    last = { format, payload, size: sizeOf(form) };
  return last.size;
};
