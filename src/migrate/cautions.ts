import { nameFirst } from '../model/words.js';
import type { CleverApi } from '../clever-api/index.js';
import type { Change } from '../model/finding.js';
import { groupBy } from '../model/group-by.js';
import { withDecision } from '../model/edits.js';
import type { EndpointUsage, RequestUsage } from '../model/usage.js';
import { spellPath, targetOf } from '../rule/address.js';
import { asSuggestions, offeredBy, type Offer } from '../rule/offer.js';

/**
 * The offer for calls that move together, none of which is made without asking where one of them is a call that v3 may
 * refuse, or its address is not the last word.
 *
 * @param moved every call that the offer moves
 */
export function withCautions(moved: readonly EndpointUsage[], offer: Offer, api: CleverApi): Offer {
  const change = offeredBy(offer);
  if (!change) return offer;
  const requests = moved.filter((usage) => usage.origin === 'request');
  const cautions = requests.flatMap((usage) => [
    ...cautionsOf(usage, api),
    ...replacedParts(usage, change, api),
    ...namedElsewhere(usage, change, api),
  ]);
  return cautions.length ? askingFirst(offer, cautions) : offer;
}

/** The same offer, none of which is made without asking what must be done or decided before, in sentences. */
export function askingFirst(offer: Offer, cautions: readonly string[]): Offer {
  const { suggestions, ...rest } = asSuggestions(offer);
  return { ...rest, suggestions: suggestions.map((change) => withDecision(change, ...cautions)) };
}

/** What a reader must do or decide before a call moves, in sentences. */
function cautionsOf(usage: RequestUsage, api: CleverApi): readonly string[] {
  const { usesKey, hook, plainClient } = usage;
  const address = `\`${spellPath(usage.url)}\``;
  const target = targetOf(usage, api);
  const limit = limitOf(usage);
  const replacing = usage.replacedIn();
  const again = usage.pathWrittenAgain();
  return [
    usesKey
      ? `Replace the API key: ${api.target} accepts only tokens, so ${target === null ? 'the new URL' : `\`${target}\``} needs a district token.`
      : null,
    hook
      ? `Check the request hook in ${hook.file}: it may change the URL of ${address}, or behave differently for the new one.`
      : null,
    plainClient ? `Replace \`${plainClient}\`: it supports only plain HTTP, and the new URL is HTTPS.` : null,
    limit > api.largestPage
      ? `Lower \`limit\`: ${api.target} refuses more than ${api.largestPage} records per page.`
      : null,
    usage.otherAddress !== null && !isSamePath(usage, api)
      ? `Check what else \`${usage.otherAddress}\` can be: the new code expects every answer here in the format of ${api.target}.`
      : null,
    again ? `Change \`${again}\` too if it must match the new URL: it still contains the old path.` : null,
    replacing.length ? `Change the mock of the client in ${replacing.join(', ')} too.` : null,
  ].filter((caution) => caution !== null);
}

/** What a reader must do where tests put something in the place of code that hands the answer to changed code. */
function replacedParts(usage: RequestUsage, { edits }: Change, api: CleverApi): readonly string[] {
  const parts = groupBy(usage.replacedBehind(edits), ({ name }) => name);
  return [...parts].map(([name, found]) => {
    const files = [...new Set(found.map(({ file }) => file))];
    return `Change the mock of \`${name}\` in ${files.join(', ')} too: it must answer as ${api.target} does.`;
  });
}

/** As many places one sentence names. */
const PLACES_NAMED = 3;

/** What a reader must do where something tells requests by the old address. */
function namedElsewhere(usage: RequestUsage, { edits }: Change, api: CleverApi): readonly string[] {
  const replacing = new Set(usage.replacedIn());
  const isSame = isSamePath(usage, api);
  const found = usage
    .namedElsewhere(edits)
    .filter(({ file, answersAny }) => !replacing.has(file) && !(answersAny && isSame));
  const places = [...new Set(found.map(({ file, line }) => `${file}:${line}`))];
  if (!places.length) return [];
  return [`Change ${nameFirst(places, PLACES_NAMED)} too: the old URL of \`${spellPath(usage.url)}\` is used there.`];
}

/** Whether the path of a call answers on v3 as it did, so that it does not matter which version answers. */
function isSamePath({ url, method }: RequestUsage, api: CleverApi): boolean {
  return api.mapping(url.version, method, url.path)?.kind === 'drop-in';
}

/** The size of the largest pages that a call asks for; 0 where it does not say one that is in sight. */
function limitOf(usage: RequestUsage): number {
  const inUrl = new URLSearchParams(usage.url.query).get('limit');
  const limits = inUrl === null ? usage.parameterTexts('limit') : [inUrl];
  return Math.max(0, ...limits.map(Number).filter((limit) => !Number.isNaN(limit)));
}
