import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { isOuter } from '../syntax/outer.js';
import { operandsOf } from '../syntax/sums.js';
import { isAssignment } from '../syntax/writes.js';
import { fileOf, spanOf } from '../program/program.js';
import type { Evaluation, Form } from './evaluation.js';
import {
  asDefaults,
  concatenate,
  knownText,
  NOTHING,
  placedValues,
  toPieces,
  unknown,
  writtenText,
  type CallSite,
  type Context,
  type Piece,
  type Value,
  type Values,
} from './value.js';

/** `'text'` and `` `text` ``. */
export const stringLiteral: Form<ts.StringLiteralLike> = (node) => [writtenLiteral(node, node.text, 1, 1)];

/** `1.1` joined into a path. */
export const numberLiteral: Form<ts.NumericLiteral> = (node) => [
  writtenText(node.text, spanOf(node), node.getText() === node.text),
];

/** `null`, `undefined` by itself, `void 0`, `false`: what an `||` passes over. */
export const nothing: Form = () => [NOTHING];

/** `` `${base}/me` ``. */
export const template: Form<ts.TemplateExpression> = (node, context, evaluation) => {
  const parts: (readonly (readonly Piece[])[])[] = [[writtenLiteral(node.head, node.head.text, 1, 2).pieces]];
  for (const { expression, literal } of node.templateSpans) {
    parts.push(asTexts(expression, evaluation.evaluate(expression, context)));
    parts.push([writtenLiteral(literal, literal.text, 1, tsc.isTemplateTail(literal) ? 1 : 2).pieces]);
  }
  return concatenate(parts);
};

/** `` String.raw`…` ``, or a tag of the program's own, which is a call; others make of it what they like. */
export const taggedTemplate: Form<ts.TaggedTemplateExpression> = (node, context, evaluation) => {
  if (node.tag.getText() === 'String.raw') return evaluation.evaluate(node.template, context);
  const functions = evaluation.evaluate(node.tag, context).filter(({ kind }) => kind === 'function');
  const answers = functions.flatMap((each) => evaluation.invoke(each, siteOfTag(node, context), false));
  if (answers.length) return answers;
  return [unknown(shortName(node.tag), `the result of the template tag \`${shortName(node.tag)}\``, spanOf(node))];
};

/** A tagged template as the call that it is: of the texts between the values, and the values. */
export function siteOfTag({ template }: ts.TaggedTemplateExpression, context: Context): CallSite {
  const spans = tsc.isTemplateExpression(template) ? template.templateSpans : [];
  const texts = (
    tsc.isTemplateExpression(template) ? [template.head, ...spans.map(({ literal }) => literal)] : [template]
  ).map((each) => placedValues(template, [writtenLiteral(each, each.text, 1, isLast(each) ? 1 : 2)]));
  const strings = placedValues(template, [{ kind: 'array', elements: texts }]);
  return { node: null, arguments: [strings, ...spans.map(({ expression: node }) => ({ node, context }))], context };
}

function isLast(node: ts.Node): boolean {
  return tsc.isTemplateTail(node) || tsc.isNoSubstitutionTemplateLiteral(node);
}

/** `a + b`, `a || b`, `a ?? b`, `a && b`, `(a, b)`. */
export const binary: Form<ts.BinaryExpression> = (node, context, evaluation) => {
  const { left, right, operatorToken } = node;
  switch (operatorToken.kind) {
    case tsc.SyntaxKind.PlusToken:
      return concatenate(operandsOf(node).map((each) => asTexts(each, evaluation.evaluate(each, context))));
    case tsc.SyntaxKind.BarBarToken:
    case tsc.SyntaxKind.QuestionQuestionToken:
      return firstThatIsSet(evaluation.evaluate(left, context), () => evaluation.evaluate(right, context));
    case tsc.SyntaxKind.AmpersandAmpersandToken:
      return [...evaluation.evaluate(right, context), NOTHING];
    case tsc.SyntaxKind.CommaToken:
      return evaluation.evaluate(right, context);
    default:
      if (isAssignment(node.operatorToken.kind))
        return assigned(node, evaluation.evaluate(left, context), context, evaluation);
      return [unknown(shortName(node), `the value of \`${shortName(node)}\``, spanOf(node))];
  }
};

/** What a variable holds after `name = …`, `name += …`, `name ??= …`. */
export function assigned(node: ts.BinaryExpression, before: Values, context: Context, evaluation: Evaluation): Values {
  const right = () => evaluation.evaluate(node.right, context);
  switch (node.operatorToken.kind) {
    case tsc.SyntaxKind.EqualsToken:
      return right();
    case tsc.SyntaxKind.PlusEqualsToken:
      return concatenate([asTexts(node.left, before), asTexts(node.right, right())]);
    case tsc.SyntaxKind.BarBarEqualsToken:
    case tsc.SyntaxKind.QuestionQuestionEqualsToken:
      return firstThatIsSet(before, right);
    case tsc.SyntaxKind.AmpersandAmpersandEqualsToken:
      return [...before, ...right()];
    default:
      return [unknown(shortName(node.left), `the value of \`${shortName(node.left)}\``, spanOf(node))];
  }
}

/** Parentheses, casts, `satisfies`, `!`, `await`: the value inside. A promise counts as what it will hold. */
export const wrapped: Form<
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion
  | ts.AwaitExpression
> = (node, context, evaluation) => evaluation.evaluate(node.expression, context);

/**
 * The texts an expression can be, ready to be joined.
 *
 * @param node the expression, for the names of the holes
 * @param values what it was found to be
 */
export function asTexts(node: ts.Node, values: Values): readonly (readonly Piece[])[] {
  const set = values.filter((value) => value.kind !== 'nothing');
  const used = set.length ? set : [unknown(shortName(node), `the value of \`${shortName(node)}\``, spanOf(node))];
  return used.map((value) => toPieces(value, shortName(node), spanOf(node), writtenName(node)));
}

/** Longer code is not repeated in a sentence. */
const LONGEST_CODE = 60;

/** An expression as a sentence names it: as it is written, if that is short. */
export function writtenName(node: ts.Node): string {
  const text = node.getText();
  return text.length > LONGEST_CODE || text.includes('\n') ? shortName(node) : text;
}

/** A short name for an expression, for holes: `id` of `user.data.id`, `getId` of `getId(user)`. */
export function shortName(node: ts.Node): string {
  if (tsc.isIdentifier(node) || tsc.isPrivateIdentifier(node)) return node.text;
  if (tsc.isPropertyAccessExpression(node)) return node.name.text;
  if (tsc.isCallExpression(node) || tsc.isNewExpression(node)) return shortName(node.expression);
  if (tsc.isElementAccessExpression(node)) return shortName(node.argumentExpression);
  if (isOuter(node) || tsc.isAwaitExpression(node)) return shortName(node.expression);
  return 'value';
}

/** What `left || right` can be: `right` only counts if `left` may be unset. */
export function firstThatIsSet(left: Values, right: () => Values): Values {
  const set = left.filter((value) => value.kind !== 'nothing' && knownText(value) !== '');
  const certain = set.length === left.length && set.length > 0 && set.every((value) => value.kind !== 'unknown');
  // Environment values come from files: the code's own default stays an alternative beside them.
  const fromElsewhere = set.some(
    (value) => value.kind === 'text' && value.pieces.some((piece) => isEnvironmentFile(piece)),
  );
  if (!certain || fromElsewhere) return [...set, ...defaultsFor(left, right())];
  return set.some(mayBeUnset) ? [...set, ...right().filter(isSetting)] : set;
}

/** The right side, whose texts tell the environment variable on the left. */
function defaultsFor(left: Values, right: Values): Values {
  const variable = left.map(variableOf).find((name) => name !== undefined);
  return variable === undefined ? right : asDefaults(right, variable);
}

function variableOf(value: Value): string | undefined {
  if (value.kind === 'unknown') return value.variable;
  return value.kind === 'text' ? value.pieces.find((piece) => piece.variable !== undefined)?.variable : undefined;
}

/** What a page, a package or a deployment may set or not: `window.API || 'https://…'`, `config.get('url') ?? '…'`. */
function mayBeUnset(value: Value): boolean {
  return value.kind === 'external' && ('global' in value.root || value.steps.length > 0);
}

/** Whether a value is data, and not a function that stands in for another: `window.fetch || require('node-fetch')`. */
function isSetting({ kind }: Value): boolean {
  return kind === 'text' || kind === 'object' || kind === 'array';
}

function isEnvironmentFile(piece: Piece): boolean {
  return piece.span !== null && !/\.[cm]?[jt]sx?$|\.json$/.test(piece.span.file);
}

function writtenLiteral(node: ts.Node, text: string, opening: number, closing: number) {
  const span = { file: fileOf(node), start: node.getStart() + opening, end: node.getEnd() - closing };
  const written = node.getSourceFile().text.slice(span.start, span.end);
  return writtenText(text, span, written === text);
}
