import { levelIn } from '../engine/judge.js';
import type { Cause } from '../engine/one-cause.js';
import { findOldIds, findUnknownIds, type FoundId } from '../id-map/find-ids.js';
import type { IdMap } from '../id-map/id-map.js';
import type { CleverApi } from '../clever-api/index.js';
import { isData, kindOf } from '../discover/file-kind.js';
import type { EndpointUsage, Usage } from '../model/usage.js';
import { asksForMe, spellPath } from '../rule/address.js';
import type { Project } from './project.js';
import type { Span } from '../model/spans.js';
import type { SettledOptions } from './settled-options.js';

/** The rule that speaks of ids which v3.0 no longer has. */
const RULE = 'no-unmigrated-id';

/** Records that are users on v3.0 with a new id, or name some. */
const WITH_NEW_IDS: ReadonlySet<string> = new Set(['teacher', 'school_admin', 'district_admin', 'contact', 'section']);

/**
 * Finds the old ids that files hold, for runs that were given a map; texts alone are looked at.
 *
 * @param usages what the project asks of Clever: while it still works with old ids, none is exchanged
 */
export function judgeIds(
  project: Project,
  options: SettledOptions,
  usages: readonly Usage[],
  api: CleverApi,
): readonly Cause[] {
  const { idMap } = options;
  const rule = options.rules.find(({ name }) => name === RULE);
  if (!idMap || !rule) return [];
  const refusal = useOfOldIds(project, usages, api);
  return project.filesWithIds().flatMap((file) => {
    const severity = levelIn(rule, file, options);
    if (severity === 'off') return [];
    return idsIn(file, project.textOf(file), idMap).map((found) =>
      toJudgement({ file, found, rule, severity, idMap, refusal: refusal ?? (found.isPaired ? PAIRED : null) }),
    );
  });
}

const PAIRED = 'the new id is on the same line, so the line may say which old id became which new id';

/** The old ids of a file. Data is all text; where it has both ids on a line, it is a map itself, such as the one of the run. */
function idsIn(file: string, text: string, idMap: IdMap): readonly FoundId[] {
  const found = findOldIds(text, idMap);
  if (!isData(file)) return found;
  return found.filter(({ isPaired }) => !isPaired).map((each) => ({ ...each, isText: true }));
}

/** Why the project needs the old ids that it holds, as a part of a sentence behind "because"; null where it does not. */
function useOfOldIds(project: Project, usages: readonly Usage[], api: CleverApi): string | null {
  const call = usages.find(
    (usage) => usage.kind === 'endpoint' && usage.origin === 'request' && answersOldIds(usage, api),
  );
  if (call?.kind === 'endpoint')
    return `\`${spellPath(call.url)}\` returns old ids (${call.span.file}); change that call first`;
  const reader = project.filesHolding('legacy_id').find((file) => kindOf(file) === 'source');
  return reader === undefined ? null : `\`${reader}\` uses \`legacy_id\`, so it may need the old ids`;
}

function answersOldIds({ url }: EndpointUsage, api: CleverApi): boolean {
  if (url.version?.startsWith('v3')) return false;
  return asksForMe(url) || WITH_NEW_IDS.has(api.resourceOf(url.version, url.path)?.resource ?? '');
}

/** Finds ids that look like Clever's and that the map does not know; none without a map. */
export function unknownIds(project: Project, { idMap }: SettledOptions): readonly Span[] {
  if (!idMap) return [];
  return project
    .filesWithIds()
    .filter((file) => project.selection.includes(file))
    .flatMap((file) => findUnknownIds(project.textOf(file), idMap).map((place) => ({ file, ...place })));
}

/** An old id in a file, and what is to be said of it. */
interface OldId extends Pick<Cause, 'rule' | 'severity' | 'refusal'> {
  readonly file: string;
  readonly found: FoundId;
  readonly idMap: IdMap;
}

function toJudgement({ file, found, rule, severity, idMap, refusal }: OldId): Cause {
  const { start, end, id, newId, isText } = found;
  const change = {
    description: `Use the new id, \`${newId}\`.`,
    edits: [{ file, start, end, text: newId }],
  };
  return {
    rule,
    usage: null,
    severity,
    confidence: 'certain',
    at: { file, start, end },
    message: `\`${id}\` is a Clever id from before v3.0. Use \`${newId}\`, the new id in ${idMap.name}.`,
    brief: { subject: id, instead: newId },
    calls: [],
    related: [],
    fix: isText && refusal === null ? change : null,
    suggestions: isText || refusal !== null ? [] : [change],
    refusal,
  };
}
