import type { ts } from 'ts-morph';
import { declaredSymbol, openReaders } from './references.js';
import { CLIENTS } from '../clients/index.js';
import { isAsked, isSaid } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import { transferOf, type Call, type TransferOf } from '../syntax/transfer.js';
import { MAXIMUM_NAMES } from './limits.js';
import { fileOf, sourceOf } from '../program/program.js';
import type { Span } from '../model/spans.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, type Value } from '../values/value.js';

/** Methods of a list that ask about its elements. */
const LIST_QUESTIONS: ReadonlySet<string> = new Set(['some', 'every']);
/** Methods of a text that give single parts of it. */
const TAKING_APART: ReadonlySet<string> = new Set(['split', 'at', 'charAt', 'charCodeAt', 'codePointAt']);

/** A literal, or a template that a written part belongs to. */
interface Literal {
  readonly start: number;
  readonly end: number;
  readonly node: ts.Expression;
}

/** How a text came to an expression. */
interface Way {
  /** How many names it went by. */
  readonly names: number;
  /** What was declared with these names, and with others that it goes by: one look at each is enough. */
  readonly seen: Set<ts.Declaration>;
}

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

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
  readonly #reaches = new Map<string, readonly ts.SourceFile[]>();

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
    const use = this.#useOf(literal.node, { names: 0, seen: new Set() });
    this.#known.set(literal.node, use);
    return use;
  }

  #note(part: ts.Node, node: ts.Expression): void {
    const file = fileOf(part);
    const known = this.#literals.get(file) ?? [];
    this.#literals.set(file, known);
    known.push({ start: part.getStart(sourceOf(part)), end: part.getEnd(), node });
  }

  /** What is done with an expression that is no request; null for a part of one, and for what is not understood. */
  #useOf(node: ts.Expression, way: Way): string | null {
    if (this.#requested.has(node)) return null;
    const transfer = transferOf(node);
    switch (transfer.kind) {
      case 'same':
      case 'awaited':
      case 'choice':
      case 'joined':
      case 'computed':
      case 'element':
        return this.#useOf(transfer.to, way);
      case 'assigned':
        return this.#useOfTarget(transfer.target, way) ?? this.#useOf(transfer.to, way);
      case 'appended':
        return this.#useOfTarget(transfer.target, way);
      case 'compared':
      case 'searched':
        return place('a comparison', transfer.to);
      case 'key':
        return this.#isTable(transfer.access.expression) ? place('a key of a table', transfer.access) : null;
      case 'computed name':
        return place('the name of a member', transfer.name);
      case 'switched':
        return place('a comparison', transfer.statement);
      case 'case':
        return place('a comparison', transfer.clause);
      case 'shown':
        return place('the page', transfer.by);
      case 'read':
        return this.#useOfMember(transfer.access, node, way);
      case 'argument':
        return this.#useInCall(transfer.call, way);
      case 'bound':
        return this.#useOfTarget(transfer.name, way);
      case 'field':
        return this.#useOfTarget(transfer.declaration.name, way);
      case 'enumerated':
        return this.#useOfTarget(transfer.member.name, way);
      case 'member':
        return this.#useOfSetting(transfer, way);
      default:
        return null;
    }
  }

  /** Whether an object has members that are written out; what a program fills itself has the new keys as well. */
  #isTable(object: ts.Expression): boolean {
    return this.#evaluation.checker.getTypeAtLocation(object).getProperties().length > 0;
  }

  /** `ME.replace(…)` is a text again; `ME.includes(…)` is a question about it, and `ME.split('/')` takes it apart. */
  #useOfMember(access: Access, node: ts.Expression, way: Way): string | null {
    const { parent } = access;
    if (!tsc.isCallExpression(parent) || parent.expression !== access) return null;
    const names = namesLeadingTo(access);
    if (isAsked(names) || LIST_QUESTIONS.has(names.at(-1) ?? '')) return place('a comparison', access);
    if (TAKING_APART.has(names.at(-1) ?? '')) return place(`\`${access.getText().slice(0, 40)}(…)\``, access);
    return tsc.isArrayLiteralExpression(node) ? null : this.#useOf(parent, way);
  }

  #useInCall(call: Call, way: Way): string | null {
    const callee = namesLeadingTo(call.expression);
    if (isSaid(callee)) return null;
    if (isAsked(callee)) return place('a comparison', call);
    const values = this.#evaluation.evaluate(call, EMPTY_CONTEXT);
    // `new URL(ME, base)`, `join(HOST, ME)`: a text again, and what that is used for decides.
    if (values.some(({ kind }) => kind === 'text')) return this.#useOf(call, way);
    if (values.some(isMaker) || this.#isOwnFunction(call)) return null;
    return place(`\`${call.expression.getText().slice(0, 40)}(…)\``, call);
  }

  /** What becomes of an argument inside a function of the program is seen where that function asks for it. */
  #isOwnFunction(call: Call): boolean {
    return this.#evaluation
      .evaluate(call.expression, EMPTY_CONTEXT)
      .some(({ kind }) => kind === 'function' || kind === 'class' || kind === 'module');
  }

  /** A member of an object, by its name, and of one that is written where it is handed to a call: `redirect({ path: ME })`. */
  #useOfSetting({ to, member }: TransferOf<'member'>, way: Way): string | null {
    // The name of a shorthand member is the variable, whose mentions are looked at in any case.
    if (!tsc.isPropertyAssignment(member)) return null;
    const inName = this.#useOfTarget(member.name, way);
    return inName ?? (transferOf(to).kind === 'argument' ? this.#useOf(to, way) : null);
  }

  /** What is done with a name that was given the text; null for what is no name. */
  #useOfTarget(target: ts.Node, way: Way): string | null {
    return tsc.isIdentifier(target) ? this.#useOfReferences(target, way) : null;
  }

  #useOfReferences(name: ts.Identifier, way: Way): string | null {
    const declaration = this.#declarationOf(name);
    if (!declaration || way.seen.has(declaration)) return null;
    if (way.names >= MAXIMUM_NAMES) return place('more names than are followed', name);
    way.seen.add(declaration);
    openReaders(name, name.text, this.#evaluation);
    const { index } = this.#evaluation;
    const reach = this.#reachOf(fileOf(declaration));
    for (const reference of index.renamesOf(name.text).flatMap((text) => index.identifiersAmong(reach, text))) {
      if (reference === name || !this.#names(reference, declaration)) continue;
      const use = this.#useOfReference(reference, { ...way, names: way.names + 1 });
      if (use) return use;
    }
    return null;
  }

  /** The opened files that can name what a file declares: itself, and whoever imports it at any distance. */
  #reachOf(file: string): readonly ts.SourceFile[] {
    const known = this.#reaches.get(file);
    if (known) return known;
    const names = new Set([file]);
    for (const reached of names) for (const each of this.#evaluation.sources.importersOf(reached)) names.add(each);
    const reach = this.#evaluation.index.files.filter((each) => names.has(fileOf(each)));
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

  #useOfReference(reference: ts.Identifier, way: Way): string | null {
    const { parent } = reference;
    // `PATHS.me`, and `const { me: path } = PATHS`.
    if (tsc.isPropertyAccessExpression(parent) && parent.name === reference) return this.#useOf(parent, way);
    if (tsc.isBindingElement(parent)) {
      return tsc.isIdentifier(parent.name) ? this.#useOfReferences(parent.name, way) : null;
    }
    return isExpressionName(reference) ? this.#useOf(reference, way) : null;
  }
}

function place(what: string, node: ts.Node): string {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `${what} (${fileOf(node)}:${line + 1})`;
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
