import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';

/** As many parts the compiler may have to put together for one name of a type; those that people write have hundreds. */
const MAXIMUM_PARTS = 200_000;

/** Types that each name the next are followed this far at once; people write a few. */
const MAXIMUM_DEPTH = 200;

/** As many parts of types are counted for one file. */
const MAXIMUM_STEPS = 2_000_000;

type Named = ts.TypeAliasDeclaration | ts.InterfaceDeclaration;

/** How many parts the parameters in sight stand for. */
type Arguments = ReadonlyMap<string, number>;

const NO_ARGUMENTS: Arguments = new Map();

/**
 * Whether a type of a file has more parts than the compiler can put together.
 *
 * `type B = A & Partial<A>` doubles what `A` has. A few dozen such lines are enough to take all memory, and the compiler has
 * no limit for them, so it must not be asked. Types that it imports from elsewhere count as one part.
 */
export function hasTypesTooLarge(source: ts.SourceFile): boolean {
  const { named, applied } = typesIn(source);
  const parts = new Parts(named);
  // A chain of names may run up or down the file, and is known link by link from its end.
  const whole = named.filter(({ typeParameters }) => !typeParameters);
  return (
    [...whole, ...whole.toReversed()].some((declaration) => parts.of(declaration) > MAXIMUM_PARTS) ||
    applied.some((type) => parts.ofApplied(type) > MAXIMUM_PARTS)
  );
}

/** What a file has of types: those that it names, and those that it gives arguments, unless these are still open. */
function typesIn(source: ts.SourceFile): {
  readonly named: readonly Named[];
  readonly applied: readonly ts.TypeNode[];
} {
  const named: Named[] = [];
  const applied: ts.TypeNode[] = [];
  const visit = (node: ts.Node): void => {
    if (tsc.isTypeAliasDeclaration(node) || tsc.isInterfaceDeclaration(node)) named.push(node);
    if (isGeneric(node)) return;
    if (tsc.isTypeReferenceNode(node) && node.typeArguments) applied.push(node);
    tsc.forEachChild(node, visit);
  };
  visit(source);
  return { named, applied };
}

function isGeneric(node: ts.Node): boolean {
  return 'typeParameters' in node && node.typeParameters !== undefined;
}

/** Counts the parts of types by their names. A type that leads to itself counts as one part there, as the compiler does. */
class Parts {
  readonly #declarations = new Map<string, Named>();
  readonly #known = new Map<string, number>();
  readonly #open = new Set<Named>();
  readonly #recursive = new Set<Named>();
  #steps = 0;
  /** Whether something was left uncounted, so that what holds it is not remembered. */
  #isCut = false;

  constructor(named: readonly Named[]) {
    for (const declaration of named) this.#declarations.set(declaration.name.text, declaration);
  }

  of(declaration: Named): number {
    this.#isCut = false;
    return this.#ofNamed(declaration, []);
  }

  /** The parts of a type that is given arguments where it is used. */
  ofApplied(type: ts.TypeNode): number {
    this.#isCut = false;
    return this.#ofType(type, NO_ARGUMENTS);
  }

  #ofNamed(declaration: Named, given: readonly number[]): number {
    const key = [declaration.pos, ...given].join(' ');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#open.has(declaration)) return 1;
    if (this.#open.size >= MAXIMUM_DEPTH) {
      this.#isCut = true;
      return 1;
    }
    this.#open.add(declaration);
    const count = this.#ofBody(declaration, argumentsOf(declaration, given));
    this.#open.delete(declaration);
    if (!this.#isCut) this.#known.set(key, count);
    return count;
  }

  #ofBody(declaration: Named, given: Arguments): number {
    if (tsc.isTypeAliasDeclaration(declaration)) return this.#ofType(declaration.type, given);
    const extended = declaration.heritageClauses?.flatMap(({ types }) => [...types]) ?? [];
    return this.#sum(extended, given);
  }

  #ofType(node: ts.Node, given: Arguments): number {
    this.#steps += 1;
    if (this.#steps > MAXIMUM_STEPS) return MAXIMUM_PARTS + 1;
    if (isPutOff(node)) return 1;
    const reference = referenceIn(node);
    if (!reference) return this.#sum(childrenOf(node), given);
    const handed = given.get(reference.name);
    if (handed !== undefined) return handed;
    const declaration = this.#declarations.get(reference.name);
    const weights = reference.handed.map((each) => this.#ofType(each, given));
    if (declaration && this.#open.has(declaration)) return this.#ofItself(declaration, reference, node, given);
    if (declaration) return atMost(this.#ofNamed(declaration, weights));
    return atMost(weights.reduce((sum, weight) => sum + weight, 1));
  }

  /**
   * The parts of a type in itself: one, unless it is handed more than it was given. The compiler follows it a thousand times.
   */
  #ofItself(declaration: Named, { handed }: Reference, node: ts.Node, given: Arguments): number {
    this.#recursive.add(declaration);
    const grows = handed.some((each) => mentionsTwice(each, given) || this.#mentionsRecursive(each));
    if (grows) return MAXIMUM_PARTS + 1;
    // `U extends U ? [U, ...Order<Exclude<T, U>>]` is a type for each order of the members of `T`.
    const chosen = choiceAround(node);
    const others = chosen === null ? [] : handed.flatMap((each) => mentionsIn(each, given));
    const members = others.filter((name) => name !== chosen).map((name) => given.get(name) ?? 1);
    return atMost(factorial(Math.max(1, ...members)));
  }

  #mentionsRecursive(node: ts.Node): boolean {
    return contains(node, (each) => {
      const declaration = this.#declarations.get(referenceIn(each)?.name ?? '');
      return declaration !== undefined && this.#recursive.has(declaration);
    });
  }

  #sum(nodes: readonly ts.Node[], given: Arguments): number {
    return atMost(nodes.reduce((sum, node) => sum + this.#ofType(node, given), 1));
  }
}

function argumentsOf(declaration: Named, given: readonly number[]): Arguments {
  const { typeParameters } = declaration;
  return typeParameters ? new Map(typeParameters.map(({ name }, at) => [name.text, given[at] ?? 1])) : NO_ARGUMENTS;
}

/** The members of an object and what a function takes are put together only when one of them is asked for. */
function isPutOff(node: ts.Node): boolean {
  return tsc.isTypeLiteralNode(node) || tsc.isFunctionTypeNode(node) || tsc.isConstructorTypeNode(node);
}

/** The name by which a type is used, and what it is given. */
interface Reference {
  readonly name: string;
  readonly handed: readonly ts.TypeNode[];
}

/** The parameters that a type mentions, each as often as it does; a member of one is less than all of it. */
function mentionsIn(node: ts.Node, given: Arguments): readonly string[] {
  if (tsc.isIndexedAccessTypeNode(node)) return mentionsIn(node.indexType, given);
  const name = referenceIn(node)?.name;
  if (name !== undefined && given.has(name)) return [name];
  return childrenOf(node).flatMap((child) => mentionsIn(child, given));
}

function mentionsTwice(node: ts.Node, given: Arguments): boolean {
  const names = mentionsIn(node, given);
  return new Set(names).size < names.length;
}

/** The parameter whose members a conditional type around a node goes through one by one. */
function choiceAround(node: ts.Node): string | null {
  for (let at = node; tsc.isTypeNode(at); at = at.parent)
    if (tsc.isConditionalTypeNode(at) && node !== at.checkType) {
      const reference = referenceIn(at.checkType);
      if (reference && !reference.handed.length) return reference.name;
    }
  return null;
}

function factorial(count: number): number {
  let product = 1;
  for (let factor = 2; factor <= count && product <= MAXIMUM_PARTS; factor += 1) product *= factor;
  return product;
}

function referenceIn(node: ts.Node): Reference | null {
  if (tsc.isTypeReferenceNode(node) && tsc.isIdentifier(node.typeName))
    return { name: node.typeName.text, handed: node.typeArguments ?? [] };
  if (tsc.isExpressionWithTypeArguments(node) && tsc.isIdentifier(node.expression))
    return { name: node.expression.text, handed: node.typeArguments ?? [] };
  return null;
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  tsc.forEachChild(node, (child) => void children.push(child));
  return children;
}

/** More than too many is not counted apart, so that few counts are told from each other. */
function atMost(count: number): number {
  return Math.min(count, MAXIMUM_PARTS + 1);
}
