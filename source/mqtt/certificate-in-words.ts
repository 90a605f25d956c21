import type { PeerCertificate } from 'node:tls';
import { isoDay } from '../format/time.ts';

const day = 86_400_000;

/** Names of a certificate that are told; some have hundreds. */
const mostNames = 8;

/** The part of a distinguished name that people know it by. */
const nameIn = (subject: PeerCertificate['subject'] | undefined): string => {
  const { CN: name, O: organization } = subject ?? {};
  const all = [name, organization].flat().filter((part) => part !== undefined);
  return all.length === 0 ? 'nobody' : [...new Set(all)].join(', ');
};

/** The names that a certificate is for, without what says of which kind each is. */
const namesIn = (alternative = ''): string => {
  const names = alternative.split(', ').map((name) => name.replace(/^(?:DNS|IP Address|URI):/, ''));
  const left = names.length - mostNames;
  return names.slice(0, mostNames).join(', ') + (left > 0 ? ` and ${left} more` : '');
};

const daysLeft = (from: number, until: number, now: number): string => {
  if (from > now) return `valid from ${isoDay(from)}`;
  const days = Math.floor(Math.abs(until - now) / day);
  const count = `${days} ${days === 1 ? 'day' : 'days'}`;
  return until < now
    ? `valid until ${isoDay(until)}, ${count} ago`
    : `valid until ${isoDay(until)}, ${count} left`;
};

/** What a certificate says: for whom, by whom, until when. Not yet `printable`. */
export const certificateInWords = (
  { subject, subjectaltname, issuer, valid_from, valid_to }: PeerCertificate,
  now: number,
): string[] => [
  `certificate of ${nameIn(subject)}`,
  ...(subjectaltname === undefined ? [] : [`for ${namesIn(subjectaltname)}`]),
  `issued by ${nameIn(issuer)}`,
  daysLeft(Date.parse(valid_from), Date.parse(valid_to), now),
];
