import type { ts } from 'ts-morph';
import { declaredSymbol, openReaders } from './references.js';
import { CLIENTS } from '../clients/index.js';
import { tsc } from '../syntax/compiler.js';
import { fileOf } from '../program/program.js';
import type { Span } from '../model/usage.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, type Value } from '../values/value.js';

/** A literal, or a template that a written part belongs to. */
interface Literal {
  readonly start: number;
  readonly end: number;
  readonly node: ts.Expression;
}

/** Longer chains of names for one text do not occur. */
const MAXIMUM_NAMES = 8;

/** Calls after which a program does the same as before when the text they get has changed: logs, errors, expectations. */
const INDIFFERENT_CALL = /^(console|(this\.)?_?(log|logger|debug)|expect|assert|t)\b|(^|\.)[A-Za-z]*Error$/;

/** Methods that ask what a text is, rather than make another of it. */
const TESTING_METHOD = /^(includes|startsWith|endsWith|indexOf|lastIndexOf|search|match|matchAll|localeCompare)$/;

/**
 * Finds what else a program does with a text that is part of a Clever URL.
 *
 * Whoever edits a constant edits all that its name stands for. `'/me'` may be a route of the application itself beside
 * being the end of a request, and `'v1.1'` may be what a stored setting is compared with.
 */
export class OtherUses {
  readonly #evaluation: Evaluation;
  readonly #requested: ReadonlySet<ts.Node>;
  readonly #literals = new Map<string, Literal[]>();
  readonly #known = new Map<ts.Node, string | null>();
  readonly #reaches = new Map<string, ReadonlySet<string>>();

  /**
   * @param requested the expressions that end up in a request: arguments of the call itself, and of what leads to it
   */
  constructor(evaluation: Evaluation, requested: ReadonlySet<ts.Node>) {
    this.#evaluation = evaluation;
    this.#requested = requested;
    const { strings, templates } = evaluation.index;
    for (const node of strings) this.#note(node, node);
    for (const node of templates) {
      for (const part of [node.head, ...node.templateSpans.map(({ literal }) => literal)]) this.#note(part, node);
    }
  }

  /** What else uses the text at a place, as a phrase for a message; null if nothing is known to. */
  of(span: Span): string | null {
    const literal = this.#literals.get(span.file)?.find(({ start, end }) => start <= span.start && span.end <= end);
    if (!literal) return null;
    const known = this.#known.get(literal.node);
    if (known !== undefined) return known;
    const use = this.#useOf(literal.node, 0);
    this.#known.set(literal.node, use);
    return use;
  }

  #note(part: ts.Node, node: ts.Expression): void {
    const file = fileOf(part);
    const known = this.#literals.get(file) ?? [];
    this.#literals.set(file, known);
    known.push({ start: part.getStart(), end: part.getEnd(), node });
  }

  /** What is done with an expression that is no request; null for a part of one, and for what is not understood. */
  #useOf(node: ts.Expression, names: number): string | null {
    if (this.#requested.has(node)) return null;
    const { parent } = node;
    if (isTransparent(parent, node)) return this.#useOf(parent as ts.Expression, names);
    if (tsc.isTemplateSpan(parent)) return this.#useOf(parent.parent, names);
    if (tsc.isBinaryExpression(parent)) return this.#useInBinary(parent, node, names);
    if (tsc.isCaseClause(parent)) return place('a comparison', parent);
    if (tsc.isJsxExpression(parent) || tsc.isJsxAttribute(parent)) return place('the page', parent);
    if (tsc.isPropertyAccessExpression(parent)) return this.#useOfMember(parent, node, names);
    if (tsc.isCallExpression(parent) || tsc.isNewExpression(parent)) return this.#useInCall(parent, node, names);
    return this.#useOfName(parent, node, names);
  }

  #useInBinary(parent: ts.BinaryExpression, node: ts.Expression, names: number): string | null {
    const { operatorToken, left, right } = parent;
    if (isComparison(operatorToken.kind)) return place('a comparison', parent);
    if (operatorToken.kind !== tsc.SyntaxKind.EqualsToken) return this.#useOf(parent, names);
    if (right !== node || !tsc.isIdentifier(left)) return null;
    return this.#useOfReferences(left, names);
  }

  /** `ME.replace(…)` is a text again; `ME.includes(…)` is a question about it. */
  #useOfMember(parent: ts.PropertyAccessExpression, node: ts.Expression, names: number): string | null {
    if (parent.expression !== node || !tsc.isCallExpression(parent.parent)) return null;
    if (tsc.isArrayLiteralExpression(node))
      return parent.name.text === 'includes' ? place('a comparison', parent) : null;
    if (TESTING_METHOD.test(parent.name.text)) return place('a comparison', parent);
    return this.#useOf(parent.parent, names);
  }

  #useInCall(call: ts.CallExpression | ts.NewExpression, node: ts.Expression, names: number): string | null {
    if (call.expression === node || INDIFFERENT_CALL.test(call.expression.getText())) return null;
    const isTest = tsc.isPropertyAccessExpression(call.expression) && TESTING_METHOD.test(call.expression.name.text);
    if (isTest) return place('a comparison', call);
    const values = this.#evaluation.evaluate(call, EMPTY_CONTEXT);
    // `new URL(ME, base)`, `join(HOST, ME)`: a text again, and what that is used for decides.
    if (values.some(({ kind }) => kind === 'text')) return this.#useOf(call, names);
    if (values.some(isMaker) || this.#isOwnFunction(call)) return null;
    return place(`\`${call.expression.getText().slice(0, 40)}(…)\``, call);
  }

  /** What becomes of an argument inside a function of the program is seen where that function asks for it. */
  #isOwnFunction(call: ts.CallExpression | ts.NewExpression): boolean {
    return this.#evaluation
      .evaluate(call.expression, EMPTY_CONTEXT)
      .some(({ kind }) => kind === 'function' || kind === 'class' || kind === 'module');
  }

  #useOfName(parent: ts.Node, node: ts.Expression, names: number): string | null {
    const isNamed =
      tsc.isVariableDeclaration(parent) ||
      tsc.isPropertyAssignment(parent) ||
      tsc.isPropertyDeclaration(parent) ||
      tsc.isEnumMember(parent) ||
      tsc.isBindingElement(parent);
    if (!isNamed || parent.initializer !== node || !tsc.isIdentifier(parent.name)) return null;
    const inName = this.#useOfReferences(parent.name, names);
    if (inName || !tsc.isPropertyAssignment(parent)) return inName;
    return this.#useOfSettings(parent.parent, names);
  }

  /** An object that is written where it is handed to a call: `redirect({ path: ME })`. */
  #useOfSettings(node: ts.ObjectLiteralExpression, names: number): string | null {
    const { parent } = node;
    const isHanded = tsc.isCallExpression(parent) || tsc.isNewExpression(parent);
    return isHanded ? this.#useOf(node, names) : null;
  }

  #useOfReferences(name: ts.Identifier, names: number): string | null {
    const declaration = this.#declarationOf(name);
    if (!declaration || names >= MAXIMUM_NAMES) return null;
    openReaders(name, name.text, this.#evaluation);
    const { index } = this.#evaluation;
    const reach = this.#reachOf(fileOf(declaration));
    for (const reference of index.renamesOf(name.text).flatMap((text) => index.identifiers(text))) {
      if (reference === name || !reach.has(fileOf(reference)) || !this.#names(reference, declaration)) continue;
      const use = this.#useOfReference(reference, names + 1);
      if (use) return use;
    }
    return null;
  }

  /** The files that can name what a file declares: itself, and whoever imports it at any distance. */
  #reachOf(file: string): ReadonlySet<string> {
    const known = this.#reaches.get(file);
    if (known) return known;
    const reach = new Set([file]);
    for (const reached of reach) for (const each of this.#evaluation.sources.importersOf(reached)) reach.add(each);
    this.#reaches.set(file, reach);
    return reach;
  }

  #names(reference: ts.Identifier, declaration: ts.Declaration): boolean {
    return this.#declarationOf(reference) === declaration || this.#memberTaken(reference) === declaration;
  }

  /** By its declaration, because the compiler has a symbol of its own for a member of each type that an object takes. */
  #declarationOf(name: ts.Identifier): ts.Declaration | undefined {
    return declaredSymbol(name, this.#evaluation)?.declarations?.[0];
  }

  /** `const { me } = PATHS`, `const { me: path } = PATHS`: the member of what is taken apart. */
  #memberTaken(name: ts.Identifier): ts.Declaration | undefined {
    const { parent } = name;
    if (!tsc.isBindingElement(parent) || !tsc.isObjectBindingPattern(parent.parent)) return undefined;
    if ((parent.propertyName ?? parent.name) !== name) return undefined;
    const type = this.#evaluation.checker.getTypeAtLocation(parent.parent);
    return type.getProperty(name.text)?.declarations?.[0];
  }

  #useOfReference(reference: ts.Identifier, names: number): string | null {
    const { parent } = reference;
    // `PATHS.me`, and `const { me: path } = PATHS`.
    if (tsc.isPropertyAccessExpression(parent) && parent.name === reference) return this.#useOf(parent, names);
    if (tsc.isBindingElement(parent)) {
      return tsc.isIdentifier(parent.name) ? this.#useOfReferences(parent.name, names) : null;
    }
    return isExpressionName(reference) ? this.#useOf(reference, names) : null;
  }
}

function place(what: string, node: ts.Node): string {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `${what} (${fileOf(node)}:${line + 1})`;
}

/** Whether what contains an expression has the same value, or has it as one of several. */
function isTransparent(parent: ts.Node, node: ts.Node): boolean {
  if (tsc.isConditionalExpression(parent)) return parent.condition !== node;
  return (
    tsc.isParenthesizedExpression(parent) ||
    tsc.isAsExpression(parent) ||
    tsc.isSatisfiesExpression(parent) ||
    tsc.isNonNullExpression(parent) ||
    tsc.isTypeAssertionExpression(parent) ||
    tsc.isArrayLiteralExpression(parent)
  );
}

function isComparison(kind: ts.SyntaxKind): boolean {
  const kinds = tsc.SyntaxKind;
  return [
    kinds.EqualsEqualsToken,
    kinds.EqualsEqualsEqualsToken,
    kinds.ExclamationEqualsToken,
    kinds.ExclamationEqualsEqualsToken,
    kinds.LessThanToken,
    kinds.LessThanEqualsToken,
    kinds.GreaterThanToken,
    kinds.GreaterThanEqualsToken,
  ].includes(kind);
}

/** A client, an instance or a function that was made with the text: its requests are seen for themselves. */
function isMaker(value: Value): boolean {
  const { kind } = value;
  if (kind === 'external') return 'module' in value.root && CLIENT_MODULES.has(value.root.module);
  return kind === 'instance' || kind === 'function' || kind === 'object' || kind === 'merge';
}

const CLIENT_MODULES: ReadonlySet<string> = new Set(CLIENTS.flatMap(({ modules }) => modules));

/** Whether an identifier stands for its value, as opposed to naming an import, an export or a member. */
function isExpressionName({ parent }: ts.Identifier): boolean {
  return !(
    tsc.isImportSpecifier(parent) ||
    tsc.isExportSpecifier(parent) ||
    tsc.isImportClause(parent) ||
    tsc.isTypeQueryNode(parent) ||
    tsc.isShorthandPropertyAssignment(parent) ||
    tsc.isExportAssignment(parent)
  );
}
