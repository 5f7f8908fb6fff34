import type { CleverApi, Mapping } from '../clever-api/index.js';
import { FIXED, type EndpointUsage, type RequestUsage } from '../model/usage.js';
import { offeredBy, type Offer } from '../rule/offer.js';
import type { ProjectFacts } from '../rule/rule.js';
import { askingFirst } from './cautions.js';
import { meCalls } from './me-calls.js';
import { isId } from './me-paths.js';
import { isAskedWith } from './mixed-versions.js';
import { asksForRecord } from './reused-record.js';

/**
 * The offer for a call, none of which is made without asking where v3 may refuse the token that the call sends.
 *
 * Older versions answered a sign-in token with much of the district. v3 answers it with `/me`, with the user's own record
 * and with the district.
 */
export function withTokenChecked(usage: EndpointUsage, own: Offer, project: ProjectFacts, api: CleverApi): Offer {
  const mapping = api.mapping(usage.url.version, usage.method, usage.url.path);
  // A path without a row moves together with the call that gives the id.
  if (!offeredBy(own) || !mapping || !isRequest(usage)) return own;
  return mayRefuse(usage, mapping, project) ? askingFirst(own, [checkOfToken(mapping)]) : own;
}

/** What a reader must check of a call that v3 may refuse a sign-in token, in a sentence. */
export function checkOfToken({ targetPath, path, ssoToken }: Mapping): string {
  const answer = ssoToken === 'unclear' ? 'may refuse' : 'refuses';
  return `Check which token you send to \`${targetPath ?? path}\`: this endpoint ${answer} a sign-in token, but accepts a district token.`;
}

/** Whether a call is known to send another token than that of a person who signs in. */
export function sendsOtherToken(usage: EndpointUsage, project: ProjectFacts): boolean {
  return isRequest(usage) && !maySendSignInToken(usage, project);
}

function mayRefuse(usage: RequestUsage, { ssoToken }: Mapping, project: ProjectFacts): boolean {
  if (ssoToken === 'yes') return false;
  if (ssoToken === 'own-id-only' && signingIn(project).some((me) => givesOwnId(me, usage, project))) return false;
  return maySendSignInToken(usage, project);
}

function maySendSignInToken(usage: RequestUsage, project: ProjectFacts): boolean {
  const known = signingIn(project);
  if (known.length) return known.some((me) => mayShareToken(me, usage, project));
  // Where people sign in, and no request in sight asks who they are, the token of any of them may be sent here.
  return project.signsIn() && isLeftOpen(tokensOf(usage, project));
}

/** The requests that ask who is signed in. */
function signingIn(project: ProjectFacts): readonly RequestUsage[] {
  return project.once('requests that sign in', project.asked, () => meCalls(project).filter(isRequest));
}

function isRequest(usage: EndpointUsage): usage is RequestUsage {
  return usage.origin === 'request';
}

/** Whether a `/me` call, or the record of the same person, gives the id that another call asks for. */
function givesOwnId(me: RequestUsage, usage: RequestUsage, project: ProjectFacts): boolean {
  if (givesId(me, usage)) return true;
  const records = project.once('own records', me, () =>
    project.asked.filter((call) => asksForRecord(call) && givesId(me, call)),
  );
  return records.some((record) => givesId(record, usage));
}

/** Whether the answer of a call gives the id of the person for whom another call asks. */
function givesId({ answer }: EndpointUsage, usage: EndpointUsage): boolean {
  const uses = answer?.uses ?? [];
  return uses.some(({ path, how }) => how.kind === 'url' && isId(path) && isAskedWith(usage, how.at));
}

/** Whether two calls may send the same token. */
function mayShareToken(me: RequestUsage, usage: RequestUsage, project: ProjectFacts): boolean {
  return maySendSameToken(tokensOf(me, project), tokensOf(usage, project));
}

/** What names the tokens of a call, looked for once however many calls it is compared with. */
function tokensOf(usage: RequestUsage, project: ProjectFacts): Tokens {
  return project.once('tokens', usage, () => usage.tokens());
}

/** Names of tokens; null where they are not in sight. */
type Tokens = readonly string[] | null;

/** Whether a call may send the token of whoever signs in. */
function isLeftOpen(tokens: Tokens): boolean {
  return !(tokens ?? ['']).every((name) => name.startsWith(FIXED));
}

/** Whether two calls may send the same token: nothing tells the one from the other. */
function maySendSameToken(signingIn: Tokens, asking: Tokens): boolean {
  if (signingIn && asking) return asking.some((name) => signingIn.includes(name));
  // What is in sight of one of them is no sign-in token if a setting holds it, or if there is none.
  return isLeftOpen(signingIn ?? asking);
}
