import type { CleverApi } from '../clever-api/index.js';
import type { Edit } from '../model/finding.js';
import type { Answer, AnswerRead, AnswerUse, PatternElement } from '../model/answer.js';
import { isSameSpan } from '../model/spans.js';
import { refuse, type Refusal } from '../rule/offer.js';
import { groupByPlace, nameValue, type NamedReads } from './named-values.js';
import { isId } from './me-paths.js';
import { roleAt } from './role-at.js';
import { rolesOf } from './roles.js';

/**
 * The edits after which a program goes on with the ids from before v3, wherever it does more with an id than ask Clever
 * for it: the `legacy_id` of the role that counts first, or the id itself for students, who keep theirs.
 *
 * @param mayFail whether the code may see the answer of a request that failed, which has no record
 * @param takesRoles whether a pattern of the program takes the roles out already
 * @returns why not, where an id leaves no place for it, or one value goes to Clever and to something else
 */
export function keepOldIds(
  { reads, uses }: Answer,
  mayFail: boolean,
  takesRoles: boolean,
  api: CleverApi,
): readonly Edit[] | Refusal {
  const ids = reads.filter(({ path, declaration }) => isId(path) && declaration === null);
  const isNew = ({ path, how }: AnswerUse): boolean => isId(path) && (how.kind === 'url' || how.kind === 'moves along');
  const asked = uses.filter(isNew);
  const isAsked = ({ expression }: AnswerRead): boolean =>
    expression !== null && asked.some(({ span }) => isSameSpan(expression, span));
  const mixed = asked.find(({ span }) => !ids.some(({ expression }) => expression && isSameSpan(expression, span)));
  if (mixed?.how.kind === 'moves along') return refuse(COMPARED_BOTH_WAYS, mixed.span);
  if (asked.length > ids.filter(isAsked).length) return refuse(GOES_BOTH_WAYS, mixed?.span);
  const kept = ids.filter(
    (read) => !isAsked(read) && !(read.expression && roleAt({ span: read.expression }, uses, api) === 'student'),
  );
  const shared = kept.find((read) => read.shared);
  if (shared)
    return refuse(`the code that reads \`${nameOf(shared)}\` also handles objects from other sources`, shared.span);
  const elements = kept.map(({ element }) => element && oldIdOfElement(element, mayFail, takesRoles, api));
  const others = kept.filter(({ element }) => !element);
  const placeless =
    kept.find(({ element }, index) => element && !elements[index]) ??
    others.find(({ expression, holder }) => !expression || !holder);
  if (placeless)
    return refuse(
      `the code that reads \`${nameOf(placeless)}\` needs the old id, and this tool cannot write it there`,
      placeless.span,
    );
  return [
    ...elements.flatMap((each) => each ?? []),
    ...groupByPlace(others).flatMap((group) => oldIdsOf(group, mayFail, api)),
  ];
}

const GOES_BOTH_WAYS =
  'the code sends the id to Clever, which needs the new one, and passes it to code that needs the old one';
const COMPARED_BOTH_WAYS =
  'the code needs the new id to compare it with other ids from Clever, and the old id elsewhere';

function nameOf({ path }: AnswerRead): string {
  return path.join('.');
}

/** Names for an id from before v3, in the order in which they are tried. */
const OLD_IDS = ['storedId', 'oldCleverId', 'storedCleverId'];

/** `const storedId = …` in front of the first of the reads, or the id of before in the place of each. */
function oldIdsOf(group: NamedReads, mayFail: boolean, api: CleverApi): readonly Edit[] {
  const { reads } = group;
  const [{ holder } = { holder: null }] = reads;
  if (!holder) return [];
  const newId = `${holder.text}${holder.optional ? '?.' : '.'}id`;
  const value = oldId(rolesOf(holder, mayFail), newId, api);
  return (
    nameValue(group, OLD_IDS, value) ??
    reads.flatMap(({ expression, isOperand }) =>
      expression ? [{ ...expression, text: isOperand ? `(${value})` : value }] : [],
    )
  );
}

/** `{ id }` becomes `{ id: newId, roles }`, and the id a variable of its own. */
function oldIdOfElement(
  { span, replacement }: PatternElement,
  mayFail: boolean,
  takesRoles: boolean,
  api: CleverApi,
): readonly Edit[] | null {
  if (!replacement || replacement.fallback !== null) return null;
  const { at, follows, keyword, name, roles, newId, semicolon, layout } = replacement;
  const taken = roles === 'roles' ? roles : `roles: ${roles}`;
  const mayBeNothing = mayFail || replacement.mayBeNothing;
  const declared = `${keyword} ${name} = ${oldId(mayBeNothing ? `${roles}?` : roles, newId, api)}${semicolon}`;
  const line = layout.newline + layout.indent;
  return [
    { ...span, text: takesRoles ? `id: ${newId}` : `id: ${newId}, ${taken}` },
    { ...at, text: follows ? line + declared : declared + line },
  ];
}

function oldId(roles: string, newId: string, api: CleverApi): string {
  return `(${rolesWithOldIds(roles, api).join(' ?? ')})?.legacy_id ?? ${newId}`;
}

/** The roles whose ids from before v3 are others, the one that counts first in front. */
export function rolesWithOldIds(roles: string, api: CleverApi): readonly string[] {
  const held = api.rolePrecedence.filter((role) => role !== 'student' && role !== 'contact');
  return held.map((role) => `${roles}.${role}`);
}
