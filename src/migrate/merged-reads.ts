import type { CleverApi } from '../clever-api/index.js';
import type { AnswerRead } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import { groupBy } from '../model/group-by.js';
import { asksForMe, isV3 } from '../rule/address.js';
import type { ProjectFacts } from '../rule/rule.js';
import { findMovedField } from './records.js';

/** A read off an object that is put together of several things, and the request whose answer is one of them. */
interface MergedRead {
  readonly usage: EndpointUsage;
  readonly read: AnswerRead;
}

/**
 * The same call without reads of members that its answer does not have on v3, where the object has them from the record of
 * a user of v3 that is put into it too: `{ ...me.data, ...user.data }.name`.
 */
export function withoutMergedReads(usage: EndpointUsage, project: ProjectFacts, api: CleverApi): EndpointUsage {
  const { answer } = usage;
  if (!answer?.reads.some(({ merged }) => merged)) return usage;
  const { asked } = project;
  const known = project.once('merged reads', asked, () => groupBy(asked.flatMap(mergedReads), placeOf));
  const isGiven = (read: AnswerRead): boolean =>
    (read.merged ?? false) &&
    (known.get(placeOf({ usage, read })) ?? []).some((other) => other.read !== read && hasMember(other, api));
  return { ...usage, answer: { ...answer, reads: answer.reads.filter((read) => !isGiven(read)) } };
}

function mergedReads(usage: EndpointUsage): readonly MergedRead[] {
  return (usage.answer?.reads ?? []).flatMap((read) => (read.merged ? [{ usage, read }] : []));
}

function placeOf({ read: { span } }: MergedRead): string {
  return `${span.file}:${span.start}`;
}

/** Whether the record of a user of v3 has what is read off it, where it is read. */
function hasMember({ usage, read }: MergedRead, api: CleverApi): boolean {
  const { url } = usage;
  const isUser = isV3(url.version) && api.resourceOf(url.version, url.path)?.resource === 'user';
  return isUser && !read.mayBeEmpty && !asksForMe(url) && findMovedField(usage, read.path, api) === null;
}
