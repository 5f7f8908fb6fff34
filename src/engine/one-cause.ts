import { describeChange, type Change, type FindingCall } from '../model/finding.js';
import { asksForMe, describeEndpoint, isV1 } from '../rule/address.js';
import { joinChanges, nameEdits } from '../model/edits.js';
import { offeredBy } from '../rule/offer.js';
import type { EndpointUsage, Usage } from '../model/usage.js';
import { fitTogether } from './edits.js';
import { CALLS_DIFFER } from './reasons.js';
import { distinctSteps, placeKey, type Judgement } from './judge.js';
import { keepsAddress } from './push-down.js';

/** All that has one cause, with each of the calls that suffer from it. */
export interface Cause extends Judgement {
  readonly calls: readonly FindingCall[];
}

/**
 * Puts together what has one cause: problems of one rule at one place, such as a base that ten calls use.
 *
 * @returns one judgement for each cause; a change of it changes what each of the problems asks for, and says all that is
 *   to be decided
 */
export function byCause(judgements: readonly Judgement[]): readonly Cause[] {
  const causes = new Map<string, Cause[]>();
  for (const judgement of judgements) {
    const key = `${judgement.rule.name}|${keyOfCause(judgement)}`;
    const cause = { ...judgement, related: relatedTo(judgement), calls: callsOf(judgement) };
    const known = causes.get(key);
    if (known) known.push(cause);
    else causes.set(key, [cause]);
  }
  return sayingAll([...causes.values()].flatMap(together));
}

/** Suggestions that write the same text say the same: a field of one call is told what the other calls of its base need. */
function sayingAll(causes: readonly Cause[]): readonly Cause[] {
  const nameOf = nameEdits();
  const joint = new Map<number, Change>();
  for (const change of causes.flatMap(({ suggestions }) => suggestions)) {
    const name = nameOf(change.edits);
    const known = joint.get(name) ?? change;
    if (describeChange(known) !== describeChange(change)) joint.set(name, joinChanges([known, change]));
    else joint.set(name, known);
  }
  const worded = (change: Change): Change => {
    const known = joint.get(nameOf(change.edits));
    return known && describeChange(known) !== describeChange(change) ? { ...known, edits: change.edits } : change;
  };
  return causes.map((cause) => ({ ...cause, suggestions: cause.suggestions.map(worded) }));
}

/** A piece is one cause. A description of an API is one for each version, however many addresses it has. */
function keyOfCause({ usage, at }: Judgement): string {
  return usage && isOfDescription(usage) ? `${at.file}|${usage.url.version ?? ''}` : placeKey(at);
}

/** In a description each of its addresses is named. */
function relatedTo({ usage, at, related }: Judgement): Judgement['related'] {
  if (!usage || !isOfDescription(usage)) return related;
  return [...related, { span: at, message: `\`${usage.url.path}\` is described here` }];
}

function isOfDescription(usage: Usage): usage is EndpointUsage {
  return usage.kind === 'endpoint' && usage.origin === 'description';
}

function callsOf(judgement: Judgement): readonly FindingCall[] {
  const { usage, endpoint } = judgement;
  if (usage?.kind !== 'endpoint') return [];
  const { span, origin, url } = usage;
  return [
    {
      span,
      origin,
      url: url.text,
      written: url.pathSpan,
      endpoint: describeEndpoint(usage, endpoint?.target ?? null),
      isSignIn: asksForMe(url),
      isRetired: isRetired(usage),
      obstacle: obstacleOf(judgement),
      ...(judgement.rule.topic === 'call' ? { message: judgement.message } : {}),
    },
  ];
}

/** API v1, which Clever switched off, and `/me` without a version, which it deprecated. */
function isRetired({ url }: EndpointUsage): boolean {
  return isV1(url.version) || (url.version === null && asksForMe(url));
}

function obstacleOf({ fix, refusal, obstacle, suggestions: [first] }: Judgement): string | null {
  if (fix) return null;
  return refusal ?? (first?.decisions?.join(' ') || (obstacle ?? 'the change needs your review'));
}

function together(causes: readonly Cause[]): readonly Cause[] {
  const [first, ...others] = causes;
  if (!first || others.length === 0) return causes;
  const offers = causes.flatMap((cause) => offeredBy(cause) ?? []);
  const staying = causes.filter((cause) => !offeredBy(cause) && offers.some((offer) => isKeptBy(cause, offer)));
  const joint = offers.length + staying.length === causes.length ? joinFitting(offers) : null;
  const change = joint && staying.length ? { ...joint, description: `${PUSHED_DOWN} ${joint.description}` } : joint;
  const kept = new Set(change ? staying : []);
  const calls = causes.flatMap((cause) => cause.calls.map((call) => (kept.has(cause) ? asKept(call) : call)));
  const isFix = causes.every(({ fix }) => fix !== null);
  return [
    {
      ...first,
      message: messageOf(causes),
      calls: distinctCalls(calls),
      confidence: causes.some(({ confidence }) => confidence === 'certain') ? 'certain' : 'likely',
      related: distinctSteps(causes.flatMap(({ related }) => related)),
      fix: isFix ? change : null,
      refusal: change ? null : refusalOf(causes),
      suggestions: !isFix && change ? [change] : [],
    },
  ];
}

function asKept(call: FindingCall): FindingCall {
  return { ...call, isKept: true };
}

/** What is said of the first call, and how many others have the same text in their URLs and another answer to it. */
function messageOf([first, ...others]: readonly Cause[]): string {
  const calls = others.filter(({ rule }) => rule.topic === 'call').flatMap((other) => other.calls);
  return messageWith(first?.message ?? '', calls);
}

/**
 * Says of a call what is said of it alone, and how many others there are.
 *
 * @param others the other calls of the finding
 */
export function messageWith(message: string, others: readonly FindingCall[]): string {
  const more = distinctCalls(others.filter((other) => other.message !== message)).length;
  if (more === 0) return message;
  return `${message} ${more} more ${more === 1 ? 'call uses' : 'calls use'} the same string in ${more === 1 ? 'its URL' : 'their URLs'}.`;
}

/** What a change says that parts the versions of calls with one base. */
const PUSHED_DOWN =
  'Write the version into the path of each call instead of the base URL, because this change does not move all of the calls.';

/** Whether a change of other calls keeps the address of this one. */
function isKeptBy({ usage }: Cause, { edits }: Change): boolean {
  return usage?.kind === 'endpoint' && keepsAddress(usage, edits);
}

/** Why calls that share a text do not move: the first of them that cannot, by its URL, unless all are of one address. */
function refusalOf(causes: readonly Cause[]): string {
  const blocked = causes.find(({ refusal }) => refusal !== null);
  if (!blocked?.refusal) return CALLS_DIFFER;
  const addresses = new Set(causes.flatMap(({ calls }) => calls.map(addressOf)));
  const [call] = blocked.calls;
  return addresses.size > 1 && call ? `\`${call.url}\` uses the same string, and ${blocked.refusal}` : blocked.refusal;
}

/** The URL without its parameters. */
function addressOf({ url }: FindingCall): string {
  return url.replace(/\?.*/s, '');
}

/**
 * A call whose base or parameters have two possible values is one call, unless they make two addresses; paths that are
 * written in several places are asked for by several functions.
 */
function distinctCalls(calls: readonly FindingCall[]): readonly FindingCall[] {
  const distinct = new Map<string, FindingCall>();
  for (const call of calls) {
    const key = `${placeKey(call.span)}|${addressOf(call)}|${call.written ? placeKey(call.written) : ''}`;
    const known = distinct.get(key);
    distinct.set(key, known ? { ...call, ...known, obstacle: known.obstacle ?? call.obstacle } : call);
  }
  return [...distinct.values()];
}

/** All changes in one; null where they write over each other. */
function joinFitting(changes: readonly Change[]): Change | null {
  const joint = joinChanges(changes);
  return fitTogether(joint.edits) ? joint : null;
}
