import type { ts } from 'ts-morph';
import { loadCompiler, tsc } from './compiler.js';

/** Something that the language has had from a release of Node on. */
export interface LanguageFeature {
  /** As people call it, or as it is written, between backticks. */
  readonly name: string;
  /** What each text has that uses it. */
  readonly token: string;
  /** The first release of Node that knows it, with two digits for its minor number: 706 for 7.6. https://node.green */
  readonly node: number;
  /** Whether a node uses it. */
  uses(node: ts.Node): boolean;
}

const FEATURES: readonly LanguageFeature[] = [
  {
    name: '`?.`',
    token: '?.',
    node: 1400,
    uses: (node) =>
      (tsc.isPropertyAccessExpression(node) || tsc.isElementAccessExpression(node) || tsc.isCallExpression(node)) &&
      node.questionDotToken !== undefined,
  },
  { name: '`??`', token: '??', node: 1400, uses: (node) => node.kind === tsc.SyntaxKind.QuestionQuestionToken },
  { name: '`async`', token: 'async', node: 706, uses: (node) => node.kind === tsc.SyntaxKind.AsyncKeyword },
  {
    name: '`...` in objects',
    token: '...',
    node: 803,
    uses: (node) =>
      tsc.isSpreadAssignment(node) ||
      (tsc.isBindingElement(node) && node.dotDotDotToken !== undefined && tsc.isObjectBindingPattern(node.parent)),
  },
  {
    name: 'a comma after the last argument',
    token: ',',
    node: 800,
    uses: (node) =>
      ((tsc.isCallExpression(node) || tsc.isNewExpression(node)) && node.arguments?.hasTrailingComma === true) ||
      (tsc.isFunctionLike(node) && node.parameters.hasTrailingComma === true),
  },
  {
    name: '`catch` without a variable',
    token: 'catch',
    node: 1000,
    uses: (node) => tsc.isCatchClause(node) && !node.variableDeclaration,
  },
  {
    name: 'destructuring',
    token: '=',
    node: 600,
    uses: (node) => tsc.isObjectBindingPattern(node) || tsc.isArrayBindingPattern(node),
  },
  { name: '`for … of`', token: ' of ', node: 400, uses: (node) => tsc.isForOfStatement(node) },
  { name: '`=>`', token: '=>', node: 400, uses: (node) => tsc.isArrowFunction(node) },
  {
    name: 'a template string',
    token: '`',
    node: 400,
    uses: (node) => tsc.isTemplateExpression(node) || tsc.isNoSubstitutionTemplateLiteral(node),
  },
  {
    name: '`const` or `let`',
    token: '=',
    node: 600,
    uses: (node) => tsc.isVariableDeclarationList(node) && (node.flags & tsc.NodeFlags.BlockScoped) !== 0,
  },
  { name: 'a shorthand property', token: '{', node: 400, uses: (node) => tsc.isShorthandPropertyAssignment(node) },
];

/** The first release of Node that knows all of it. */
export const NEWEST = Math.max(...FEATURES.map(({ node }) => node));

/**
 * What a program uses of what came into the language one after the other.
 *
 * @param file its name, which tells the language
 */
export function featuresIn(file: string, text: string): ReadonlySet<LanguageFeature> {
  loadCompiler();
  const tree = tsc.createSourceFile(file, text, tsc.ScriptTarget.ESNext, true);
  const used = new Set<LanguageFeature>();
  const waiting: ts.Node[] = [tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const at = node;
    for (const feature of FEATURES) if (!used.has(feature) && feature.uses(at)) used.add(feature);
    tsc.forEachChild(at, (child) => void waiting.push(child));
  }
  return used;
}
