import type { ts } from 'ts-morph';
import { HANDED_OPTIONS } from '../libraries/frameworks.js';
import { tsc } from '../syntax/compiler.js';
import { givenParameters, memberFor } from '../syntax/functions.js';
import { writtenName } from '../syntax/names.js';
import type { Evaluation } from './evaluation.js';
import { namesOf } from './function-names.js';
import { EMPTY_CONTEXT, type Values } from './value.js';

/**
 * What a function is handed that a library finds in options: the options, as far as it looks at them there (`queryKey` of
 * `{ queryKey: ['/me'], queryFn: ({ queryKey }) => … }`).
 *
 * @returns empty for any other parameter
 */
export function optionsHandedTo(parameter: ts.ParameterDeclaration, evaluation: Evaluation): Values {
  const scope = parameter.parent as ts.FunctionLikeDeclaration;
  if (givenParameters(scope)[0] !== parameter) return [];
  const own = memberFor(scope);
  const members = [own, ...namesOf(scope).flatMap((name) => evaluation.index.identifiers(name).flatMap(memberGiven))];
  return [...new Set(members)]
    .flatMap((member) => optionsWith(member))
    .flatMap((options) => evaluation.evaluate(options, EMPTY_CONTEXT));
}

/** The member that is given a function by its name: `queryFn: load`, `queryFn`. */
function memberGiven(mention: ts.Identifier): readonly ts.Node[] {
  const { parent } = mention;
  if (tsc.isShorthandPropertyAssignment(parent)) return [parent];
  return tsc.isPropertyAssignment(parent) && parent.initializer === mention ? [parent] : [];
}

function optionsWith(member: ts.Node): readonly ts.ObjectLiteralExpression[] {
  const isMember =
    tsc.isPropertyAssignment(member) || tsc.isShorthandPropertyAssignment(member) || tsc.isMethodDeclaration(member);
  if (!isMember || !tsc.isObjectLiteralExpression(member.parent)) return [];
  const name = writtenName(member.name) ?? '';
  const handed = Object.hasOwn(HANDED_OPTIONS, name) ? HANDED_OPTIONS[name] : undefined;
  const { parent: options } = member;
  return options.properties.some((each) => each.name && writtenName(each.name) === handed) ? [options] : [];
}
