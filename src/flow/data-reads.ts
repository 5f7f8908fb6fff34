import type { ts } from 'ts-morph';
import { isAccess } from '../syntax/accesses.js';
import { tsc } from '../syntax/compiler.js';
import { literalText } from '../syntax/literal-text.js';
import { takenName } from '../syntax/names.js';

/** What a place that holds the body of an answer, or its data, shows of what the program does without data. */
export interface DataRead {
  /** Whether it fails without data. */
  readonly needsData: boolean;
  /** Whether it reads a member that the body has beside its data: `error`, `type`. */
  readonly isBeside: boolean;
}

/**
 * How a place reads the body, or its data.
 *
 * @param to what takes it apart: an access to a member, or a pattern
 * @param isData whether it holds the data alone
 */
export function dataReadBy(to: ts.Node, isData: boolean): DataRead {
  if (isAccess(to)) {
    const isMember = memberOf(to) !== 'data';
    return { needsData: isData && !to.questionDotToken, isBeside: !isData && isMember };
  }
  if (!tsc.isObjectBindingPattern(to)) return { needsData: false, isBeside: false };
  const taken = to.elements.map((element) => ({ element, name: takenName(element) }));
  const isTakenApart = ({ element: { name, initializer } }: (typeof taken)[number]): boolean =>
    tsc.isObjectBindingPattern(name) && !initializer;
  return {
    needsData: isData || taken.some((each) => each.name === 'data' && isTakenApart(each)),
    isBeside: !isData && taken.some(({ name }) => name !== 'data'),
  };
}

function memberOf(access: ts.PropertyAccessExpression | ts.ElementAccessExpression): string | null {
  return tsc.isPropertyAccessExpression(access) ? access.name.text : literalText(access.argumentExpression);
}
