import type { Claim } from './claim.ts';
import type { Device } from './device.ts';
import { decide, readRule, type Rule } from './rule.ts';
import type { Sources } from './sources.ts';

/** The device's rules, or those that replace them. */
const rulesOf = (claims: readonly Claim[]): Rule[] => {
  const decisive = claims.filter(({ isDecisive }) => isDecisive === true);
  return (decisive.length > 0 ? decisive : claims).flatMap(({ rules }) => rules);
};

/** Whether a discovery message describes the device that is known by its own topic; all depend on a hub's. */
const isToldBetter = ({ ownTopic, isHub }: Claim, sources: Sources): boolean => {
  if (ownTopic === undefined) return false;
  const speaks = ({ terms }: Rule): boolean =>
    terms.some(({ topic }) => topic === ownTopic) && (isHub !== true || terms.length === 1);
  for (const { claims } of sources.of(ownTopic)?.devices ?? [])
    for (const { convention, rules } of claims.values())
      if (convention === 'Home Assistant' && rules.some(speaks)) return true;
  return false;
};

/** Works out a device's state, since when, and whether another is shown instead. */
export const readDevice = (device: Device, sources: Sources): void => {
  const claims = [...device.claims.values()];
  const rules = rulesOf(claims);
  const readings = rules.map((rule) => readRule(rule, (topic) => sources.of(topic)?.heard));
  const reading = decide('parts', readings);
  if (device.since === undefined || reading.availability !== device.reading.availability) {
    const heard = rules.flatMap(({ terms }) =>
      terms.flatMap(({ topic }) => sources.of(topic) ?? []),
    );
    const [newest] = heard.toSorted((a, b) => b.at - a.at);
    device.since = newest === undefined || newest.at === 0 ? undefined : newest.at;
    device.isOlder = newest?.isOlder ?? false;
  }
  device.reading = reading;
  device.isHidden = claims.some((claim) => isToldBetter(claim, sources));
};
