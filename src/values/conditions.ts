import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation, Form } from './evaluation.js';
import type { Branches } from './reaching.js';
import { eitherOutcome } from './same-value.js';
import { originOf, placeOf, subjectOf } from './subjects.js';
import { knownText, type Choice, type Context, type Named } from './value.js';

/** What is known where a condition holds, and where it does not. */
interface Outcomes {
  readonly whenTrue: readonly Choice[];
  readonly whenFalse: readonly Choice[];
}

/** Conditions within conditions that are taken apart. */
const DEEPEST_CONDITION = 8;

const NOTHING_KNOWN: Outcomes = { whenTrue: [], whenFalse: [] };

/** `test ? a : b`: both, each of which goes only with what else is so where the test has this outcome. */
export const conditional: Form<ts.ConditionalExpression> = (node, context, evaluation) => {
  const [whenTrue, whenFalse] = [node.whenTrue, node.whenFalse].map((each) => evaluation.evaluate(each, context));
  return eitherOutcome(whenTrue ?? [], whenFalse ?? [], outcomesOf(node.condition, context, evaluation));
};

/** What is known in the branches of the code that a variable is changed in. */
export function branchesSeen(context: Context, evaluation: Evaluation): Branches {
  return {
    ofIf(statement) {
      const known = outcomesOf(statement.expression, context, evaluation);
      const place = placeOf(statement);
      return {
        whenTrue: [...known.whenTrue, choice(place, context, 'true')],
        whenFalse: [...known.whenFalse, choice(place, context, 'false')],
      };
    },
    ofClauses: (clauses) => choicesOfClauses(clauses, context, evaluation),
    weighed: (values) => evaluation.weighed(values),
  };
}

/** What is known of a key: that it is one of some texts, or none of them. */
export function choicesOfKey(
  key: ts.Expression,
  texts: readonly string[],
  isAmong: boolean,
  context: Context,
  evaluation: Evaluation,
): readonly Choice[] {
  const subject = subjectOf(key, context, evaluation);
  return subject ? [{ holder: subject.name, frame: subject.frame, picked: { texts, isAmong } }] : [];
}

function outcomesOf(condition: ts.Expression, context: Context, evaluation: Evaluation, depth = 0): Outcomes {
  if (depth > DEEPEST_CONDITION) return NOTHING_KNOWN;
  const placed = originOf({ node: condition, context }, evaluation);
  const { node } = placed;
  const inner = (each: ts.Expression): Outcomes => outcomesOf(each, placed.context, evaluation, depth + 1);
  if (tsc.isPrefixUnaryExpression(node) && node.operator === tsc.SyntaxKind.ExclamationToken)
    return negated(inner(node.operand));
  const whole = wholeOutcomes(node, placed.context, evaluation);
  if (!tsc.isBinaryExpression(node)) return whole;
  const { AmpersandAmpersandToken, BarBarToken } = tsc.SyntaxKind;
  switch (node.operatorToken.kind) {
    case AmpersandAmpersandToken:
      return {
        ...whole,
        whenTrue: [...whole.whenTrue, ...inner(node.left).whenTrue, ...inner(node.right).whenTrue],
      };
    case BarBarToken:
      return {
        ...whole,
        whenFalse: [...whole.whenFalse, ...inner(node.left).whenFalse, ...inner(node.right).whenFalse],
      };
    default:
      return comparisonOutcomes(node, placed.context, evaluation) ?? whole;
  }
}

/** `provider === 'clever'`: the key is this text, or another. */
function comparisonOutcomes(node: ts.BinaryExpression, context: Context, evaluation: Evaluation): Outcomes | null {
  const { kind } = node.operatorToken;
  const isUnequal =
    kind === tsc.SyntaxKind.ExclamationEqualsEqualsToken || kind === tsc.SyntaxKind.ExclamationEqualsToken;
  const isEqual = kind === tsc.SyntaxKind.EqualsEqualsEqualsToken || kind === tsc.SyntaxKind.EqualsEqualsToken;
  if (!isUnequal && !isEqual) return null;
  const [key, text] = [
    [node.left, node.right],
    [node.right, node.left],
  ].flatMap(([one, other]) => {
    const known = one && other && !tsc.isLiteralExpression(one) ? onlyText(other, context, evaluation) : null;
    return one && known !== null ? [one, known] : [];
  }) as [ts.Expression?, string?];
  if (!key || text === undefined) return null;
  const outcomes = {
    whenTrue: choicesOfKey(key, [text], true, context, evaluation),
    whenFalse: choicesOfKey(key, [text], false, context, evaluation),
  };
  return isUnequal ? negated(outcomes) : outcomes;
}

/** Whether the same condition holds elsewhere, whatever it asks. */
function wholeOutcomes(node: ts.Expression, context: Context, evaluation: Evaluation): Outcomes {
  const subject = subjectOf(node, context, evaluation);
  if (!subject) return NOTHING_KNOWN;
  const holder = `whether ${subject.name}`;
  const outcome = (text: string): Choice => ({ holder, frame: subject.frame, picked: named(text) });
  return { whenTrue: [outcome('true')], whenFalse: [outcome('false')] };
}

function negated({ whenTrue, whenFalse }: Outcomes): Outcomes {
  return { whenTrue: whenFalse, whenFalse: whenTrue };
}

/** What is known in some clauses of a switch, the last of which the others fall into. */
function choicesOfClauses(
  clauses: readonly ts.CaseOrDefaultClause[],
  context: Context,
  evaluation: Evaluation,
): readonly Choice[] {
  const block = clauses[0]?.parent;
  if (!block) return [];
  const clauseKey = (clause: ts.CaseOrDefaultClause): string => String(block.clauses.indexOf(clause));
  const own = { holder: placeOf(block), frame: context.frame };
  const entered: Choice = { ...own, picked: { texts: clauses.map(clauseKey), isAmong: true } };
  const isDefault = clauses.some((each) => tsc.isDefaultClause(each));
  const counted = isDefault ? block.clauses.filter((each) => !clauses.includes(each)) : clauses;
  const texts = counted.map((each) => (tsc.isCaseClause(each) ? onlyText(each.expression, context, evaluation) : null));
  const known = texts.filter((text) => text !== null);
  if (!isDefault && known.length < texts.length) return [entered];
  return [entered, ...choicesOfKey(block.parent.expression, known, !isDefault, context, evaluation)];
}

/** The text that an expression has, if it can have no other. */
function onlyText(node: ts.Expression, context: Context, evaluation: Evaluation): string | null {
  const [only, ...others] = evaluation.evaluate(node, context);
  return only && !others.length ? knownText(only) : null;
}

function choice(holder: string, { frame }: Context, text: string): Choice {
  return { holder, frame, picked: named(text) };
}

function named(text: string): Named {
  return { texts: [text], isAmong: true };
}
