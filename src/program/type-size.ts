import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';

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
  const named = namedTypesIn(source);
  const parts = new Parts(named);
  // A chain of names may run up or down the file, and is known link by link from its end.
  return [...named, ...named.toReversed()].some((declaration) => parts.of(declaration) > MAXIMUM_PARTS);
}

function namedTypesIn(source: ts.SourceFile): readonly Named[] {
  const found: Named[] = [];
  const visit = (node: ts.Node): void => {
    if (tsc.isTypeAliasDeclaration(node) || tsc.isInterfaceDeclaration(node)) found.push(node);
    else tsc.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Counts the parts of types by their names. A type that leads to itself counts as one part there, as the compiler does. */
class Parts {
  readonly #declarations = new Map<string, Named>();
  readonly #known = new Map<string, number>();
  readonly #open = new Set<Named>();
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
    if (declaration) return atMost(this.#ofNamed(declaration, weights));
    return atMost(weights.reduce((sum, weight) => sum + weight, 1));
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

function referenceIn(node: ts.Node): { readonly name: string; readonly handed: readonly ts.TypeNode[] } | null {
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
