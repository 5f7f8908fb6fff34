import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { layoutAt } from '../syntax/layout.js';
import { fileOf } from '../program/program.js';
import type { OpeningBrace, SchemaSpelling } from '../model/answer.js';
import type { Evaluation } from '../values/evaluation.js';
import { aliasedSymbol } from '../values/aliases.js';
import { symbolOf } from '../values/names.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import { declaredType } from './script-declarations.js';

/** A member that a type or a schema declares. */
export interface DeclaredMember {
  readonly path: readonly string[];
  readonly name: ts.PropertyName;
  readonly language: 'type' | 'schema';
  /** How changes of a schema are written; nothing where none can be. */
  readonly spelling?: SchemaSpelling | null;
  readonly member: ts.Node;
  /** The opening brace of its own members, if it has some. */
  readonly inner: OpeningBrace | null;
  readonly optional: boolean;
}

/** What an annotation declares. */
export interface Declared {
  readonly members: readonly DeclaredMember[];
  /** Whether it declares more than is looked at. */
  readonly isCut: boolean;
}

/** Deeper than an answer of Clever's goes. */
export const MAXIMUM_DEPTH = 6;

/** Types and members that are looked at for one annotation, and types that each stand for the next. */
const MOST_LOOKS = 10_000;
const DEEPEST_NAMES = 100;

/** Types that hold what their argument says. */
export const TRANSPARENT: ReadonlySet<string> = new Set([
  'Promise',
  'Partial',
  'Readonly',
  'Required',
  'Awaited',
  'NonNullable',
]);

/** Types that hold a list of it. */
export const LISTS: ReadonlySet<string> = new Set(['Array', 'ReadonlyArray', 'Set']);

/** What the type parameters in sight stand for. */
export type Arguments = ReadonlyMap<ts.Declaration, Bound>;

interface Bound {
  readonly type: ts.TypeNode;
  readonly types: Arguments;
}

type Body = ts.TypeLiteralNode | ts.InterfaceDeclaration;

const NO_ARGUMENTS: Arguments = new Map();

/** One look into a type. */
interface Look {
  readonly path: readonly string[];
  readonly types: Arguments;
  readonly evaluation: Evaluation;
  readonly depth: number;
  /** How many types that stand for the next it is within. */
  readonly names: number;
  readonly search: Search;
}

/** What was found for one annotation: a type that it names twice, at one path, is looked into once. */
class Search {
  readonly #found = new Map<string, readonly DeclaredMember[]>();
  readonly #bodies = new Map<string, Body | null>();
  readonly #arguments = new Map<string, Arguments>();
  readonly #ids = new Map<object, number>();
  #looks = 0;
  isCut = false;

  /** Counts a look. */
  isOver(count = 1): boolean {
    this.#looks += count;
    if (this.#looks > MOST_LOOKS) this.isCut = true;
    return this.#looks > MOST_LOOKS;
  }

  members(
    declaration: ts.Declaration,
    look: Look,
    find: (look: Look) => readonly DeclaredMember[],
  ): readonly DeclaredMember[] {
    const key = `${look.depth}:${this.#keyOf(declaration, look)}:${look.path.join('\n')}`;
    const known = this.#found.get(key);
    if (known) return known;
    if (look.names > DEEPEST_NAMES) {
      this.isCut = true;
      return [];
    }
    // A type that is a part of itself adds nothing there.
    this.#found.set(key, []);
    const found = find({ ...look, names: look.names + 1 });
    this.#found.set(key, found);
    return found;
  }

  body(declaration: ts.Declaration, look: Look, find: (look: Look) => Body | null): Body | null {
    const key = this.#keyOf(declaration, look);
    const known = this.#bodies.get(key);
    if (known !== undefined || look.names > DEEPEST_NAMES) return known ?? null;
    this.#bodies.set(key, null);
    const found = find({ ...look, names: look.names + 1 });
    this.#bodies.set(key, found);
    return found;
  }

  /** One object for equal arguments, so that they are told apart by what they are. */
  arguments(entries: readonly (readonly [ts.Declaration, Bound])[]): Arguments {
    if (!entries.length) return NO_ARGUMENTS;
    const key = entries
      .map(([parameter, { type, types }]) => [parameter, type, types].map((each) => this.#idOf(each)).join('='))
      .join();
    const known = this.#arguments.get(key) ?? new Map(entries);
    this.#arguments.set(key, known);
    return known;
  }

  #keyOf(declaration: ts.Declaration, { types }: Look): string {
    return `${this.#idOf(declaration)}:${this.#idOf(types)}`;
  }

  #idOf(object: object): number {
    const id = this.#ids.get(object) ?? this.#ids.size;
    this.#ids.set(object, id);
    return id;
  }
}

function firstLook(types: Arguments, evaluation: Evaluation): Look {
  return { path: [], types, evaluation, depth: 0, names: 0, search: new Search() };
}

/**
 * The members a type declares, those of nested types included.
 *
 * @param type an annotation; `Promise<T>`, `Partial<T>` and the like count as `T`
 * @param types what type parameters in the annotation stand for
 */
export function declaredMembers(type: ts.TypeNode, evaluation: Evaluation, types: Arguments = NO_ARGUMENTS): Declared {
  const look = firstLook(types, evaluation);
  return { members: membersOf(type, look), isCut: look.search.isCut };
}

/** The members that a class declares, those of nested classes included. */
export function membersOfClass(name: ts.Identifier, evaluation: Evaluation): Declared {
  const look = firstLook(NO_ARGUMENTS, evaluation);
  const members = declarationsOf(name, evaluation).flatMap((each) => declared(each, look));
  return { members, isCut: look.search.isCut };
}

/** What the type parameters of a function stand for in one of its calls. */
export function typeArgumentsOf(
  { typeParameters }: ts.FunctionLikeDeclaration,
  given: readonly ts.TypeNode[] = [],
): Arguments {
  return new Map(
    (typeParameters ?? []).flatMap((parameter, index): [ts.Declaration, Bound][] => {
      const type = given[index];
      return type ? [[parameter, { type, types: NO_ARGUMENTS }]] : [];
    }),
  );
}

function membersOf(type: ts.TypeNode, look: Look): readonly DeclaredMember[] {
  if (look.depth > MAXIMUM_DEPTH || look.search.isOver()) return [];
  if (tsc.isTypeLiteralNode(type)) return elementsOf(type.members, look);
  if (tsc.isParenthesizedTypeNode(type)) return membersOf(type.type, look);
  if (tsc.isArrayTypeNode(type)) return membersOf(type.elementType, inList(look));
  if (tsc.isTypeOperatorNode(type)) return membersOf(type.type, look);
  if (tsc.isUnionTypeNode(type) || tsc.isIntersectionTypeNode(type)) {
    return [...new Set(type.types.flatMap((each) => membersOf(each, look)))];
  }
  return isNamedType(type) ? referencedMembers(type, look) : [];
}

/** A type by its name, wherever that is: `Me`, `Clever.Me`, `import('./types').Me`. */
type NamedType = ts.TypeReferenceNode | ts.ImportTypeNode;

function isNamedType(type: ts.TypeNode): type is NamedType {
  return tsc.isTypeReferenceNode(type) || tsc.isImportTypeNode(type);
}

/** `Me` of `Clever.Me`; null for all that a module has. */
function lastNameOf(type: NamedType): ts.Identifier | null {
  const name = tsc.isTypeReferenceNode(type) ? type.typeName : type.qualifier;
  if (!name) return null;
  return tsc.isQualifiedName(name) ? name.right : name;
}

function referencedMembers(type: NamedType, look: Look): readonly DeclaredMember[] {
  const name = lastNameOf(type);
  if (!name) return [];
  const [argument] = type.typeArguments ?? [];
  if (argument && TRANSPARENT.has(name.text)) return membersOf(argument, look);
  if (argument && (name.text === 'Omit' || name.text === 'Pick'))
    return chosenMembers(name.text, argument, type.typeArguments?.[1], look);
  if (argument && LISTS.has(name.text)) return membersOf(argument, inList(look));
  return declarationsOf(name, look.evaluation).flatMap((declaration) => {
    const bound = look.types.get(declaration);
    if (bound) return membersOf(bound.type, { ...look, types: bound.types });
    return declared(declaration, { ...look, types: bind(declaration, type.typeArguments ?? [], look) });
  });
}

/** `Omit<Person, 'email'>`, `Pick<Person, 'id' | 'email'>` */
function chosenMembers(
  how: 'Omit' | 'Pick',
  type: ts.TypeNode,
  names: ts.TypeNode | undefined,
  look: Look,
): readonly DeclaredMember[] {
  const chosen = names && tsc.isUnionTypeNode(names) ? names.types : [names];
  const texts = chosen.flatMap((each) =>
    each && tsc.isLiteralTypeNode(each) && tsc.isStringLiteral(each.literal) ? [each.literal.text] : [],
  );
  const isChosen = ({ path }: DeclaredMember): boolean => texts.includes(path[look.path.length] ?? '');
  return membersOf(type, look).filter((member) => isChosen(member) === (how === 'Pick'));
}

function declared(declaration: ts.Declaration, look: Look): readonly DeclaredMember[] {
  return look.search.members(declaration, look, (inside) => membersDeclaredBy(declaration, inside));
}

function membersDeclaredBy(declaration: ts.Declaration, look: Look): readonly DeclaredMember[] {
  if (tsc.isJSDocTypedefTag(declaration)) return typedefMembers(declaration, look);
  if (tsc.isTypeAliasDeclaration(declaration)) return membersOf(declaration.type, look);
  const isOfMembers = tsc.isInterfaceDeclaration(declaration) || tsc.isClassDeclaration(declaration);
  if (!isOfMembers || look.depth > MAXIMUM_DEPTH) return [];
  const inherited = (declaration.heritageClauses ?? []).flatMap((clause) =>
    clause.types.flatMap((base) => inheritedMembers(base, look)),
  );
  return [...elementsOf(declaration.members, look), ...inherited];
}

function inheritedMembers(
  { expression, typeArguments }: ts.ExpressionWithTypeArguments,
  look: Look,
): readonly DeclaredMember[] {
  if (!tsc.isIdentifier(expression)) return [];
  return declarationsOf(expression, look.evaluation).flatMap((each) =>
    declared(each, { ...look, types: bind(each, typeArguments ?? [], look), depth: look.depth + 1 }),
  );
}

/** `@typedef {{ email: string }} Me`, or `@typedef {object} Me` with properties of its own. */
function typedefMembers({ typeExpression }: ts.JSDocTypedefTag, look: Look): readonly DeclaredMember[] {
  if (!typeExpression) return [];
  if (!tsc.isJSDocTypeLiteral(typeExpression)) return membersOf(typeExpression.type, look);
  return (typeExpression.jsDocPropertyTags ?? []).flatMap((tag) => {
    if (!tsc.isIdentifier(tag.name)) return [];
    const { name } = tag;
    const member = { path: [...look.path, name.text], name, language: 'type', member: tag, inner: null } as const;
    return [{ ...member, optional: tag.isBracketed }];
  });
}

/** What the parameters of a generic type stand for where it is used. */
function bind(declaration: ts.Declaration, given: readonly ts.TypeNode[], look: Look): Arguments {
  const isGeneric =
    tsc.isInterfaceDeclaration(declaration) ||
    tsc.isTypeAliasDeclaration(declaration) ||
    tsc.isClassDeclaration(declaration);
  const parameters = isGeneric ? (declaration.typeParameters ?? []) : [];
  return look.search.arguments(
    parameters.flatMap((parameter, index): [ts.Declaration, Bound][] => {
      const type = given[index] ?? parameter.default;
      return type ? [[parameter, boundTo(type, look)]] : [];
    }),
  );
}

/** What an argument stands for: of a type parameter that is handed on, what that stands for. */
function boundTo(type: ts.TypeNode, { types, evaluation }: Look): Bound {
  const name = types.size > 0 && isNamedType(type) && !type.typeArguments ? lastNameOf(type) : null;
  const bounds = name ? declarationsOf(name, evaluation).flatMap((each) => types.get(each) ?? []) : [];
  return bounds[0] ?? { type, types };
}

function elementsOf(elements: readonly (ts.TypeElement | ts.ClassElement)[], look: Look): readonly DeclaredMember[] {
  if (look.search.isOver(elements.length)) return [];
  return elements.flatMap((element) => {
    const isField = tsc.isPropertySignature(element) || (tsc.isPropertyDeclaration(element) && isPlainField(element));
    if (!isField || tsc.isComputedPropertyName(element.name) || tsc.isPrivateIdentifier(element.name)) return [];
    const path = [...look.path, element.name.text];
    const inner = element.type ? membersOf(element.type, { ...look, path, depth: look.depth + 1 }) : [];
    return [toMember(element, element.name, path, look), ...inner];
  });
}

/** A field that says what an object has: of a class that holds data, not one that makes its own. */
function isPlainField({ initializer }: ts.PropertyDeclaration): boolean {
  return initializer === undefined;
}

function inList(look: Look): Look {
  return { ...look, path: [...look.path, '[]'] };
}

function toMember(
  element: ts.PropertySignature | ts.PropertyDeclaration,
  name: ts.PropertyName,
  path: readonly string[],
  look: Look,
): DeclaredMember {
  const inner = element.type ? bodyOf(element.type, look) : null;
  return {
    path,
    name,
    language: 'type',
    member: element,
    inner: inner && braceOf(inner),
    optional: element.questionToken !== undefined,
  };
}

/**
 * The brace before the members of what an annotation names, so that a member can be added.
 *
 * @returns null where the members stand nowhere, or in several places
 */
export function braceOfType(
  type: ts.TypeNode,
  evaluation: Evaluation,
  types: Arguments = NO_ARGUMENTS,
): OpeningBrace | null {
  const body = bodyOf(type, firstLook(types, evaluation));
  return body && braceOf(body);
}

/** The literal or interface in which the members of a type are written, whatever may be there in its place: `Me | null`. */
function bodyOf(type: ts.TypeNode, look: Look): Body | null {
  if (tsc.isTypeLiteralNode(type)) return type;
  if (tsc.isParenthesizedTypeNode(type)) return bodyOf(type.type, look);
  if (tsc.isUnionTypeNode(type)) {
    const [only, ...others] = type.types.flatMap((each) => bodyOf(each, look) ?? []);
    return only && !others.length ? only : null;
  }
  if (tsc.isIntersectionTypeNode(type)) return type.types.flatMap((each) => bodyOf(each, look) ?? [])[0] ?? null;
  if (!isNamedType(type)) return null;
  const name = lastNameOf(type);
  if (!name) return null;
  const [argument] = type.typeArguments ?? [];
  if (argument && TRANSPARENT.has(name.text)) return bodyOf(argument, look);
  for (const declaration of declarationsOf(name, look.evaluation)) {
    const bound = look.types.get(declaration);
    if (bound) return bodyOf(bound.type, { ...look, types: bound.types });
    if (tsc.isInterfaceDeclaration(declaration)) return declaration;
    if (tsc.isTypeAliasDeclaration(declaration))
      return look.search.body(declaration, look, (inside) => bodyOf(declaration.type, inside));
  }
  return null;
}

/** The opening brace before the members of a node. */
export function braceOf(node: ts.TypeLiteralNode | ts.InterfaceDeclaration | ts.ObjectLiteralExpression): OpeningBrace {
  const members: ts.NodeArray<ts.Node> = tsc.isObjectLiteralExpression(node) ? node.properties : node.members;
  const [gap] = /^\s*/.exec(node.getSourceFile().text.slice(members.pos, node.end)) ?? [''];
  return { file: fileOf(node), start: members.pos - 1, end: members.pos, gap, step: layoutAt(node).step };
}

function declarationsOf(name: ts.Identifier, evaluation: Evaluation): readonly ts.Declaration[] {
  const symbol = symbolOf(name, evaluation.checker);
  if (!symbol?.declarations?.length) openDeclaring(name, evaluation);
  if (!symbol || !(symbol.flags & tsc.SymbolFlags.Alias)) return symbol?.declarations ?? [];
  // An import whose file is not open yet resolves to nothing; asking for its value opens it for the next pass.
  for (const declaration of symbol.declarations ?? []) evaluation.evaluate(declaration, EMPTY_CONTEXT);
  const declared = aliasedSymbol(symbol, evaluation.checker).declarations ?? [];
  const [specifier] = symbol.declarations ?? [];
  if (declared.length || !specifier || !tsc.isImportSpecifier(specifier)) return declared;
  return declaredType(specifier, (specifier.propertyName ?? specifier.name).text, evaluation);
}

/** Opens the files that may declare a type of which no open file knows, for the next pass. */
function openDeclaring(name: ts.Identifier, evaluation: Evaluation): void {
  const { sources } = evaluation;
  const imported = tsc.findAncestor(name, tsc.isImportTypeNode)?.argument;
  if (imported && tsc.isLiteralTypeNode(imported) && tsc.isStringLiteral(imported.literal)) {
    const module = evaluation.imported(imported.literal.text, fileOf(name));
    if (module.kind === 'module') evaluation.exported(module.file, name.text);
    return;
  }
  // What nobody imports is declared for the whole program.
  const declaring = sources.filesMentioning(name.text).filter((file) => /\.d\.[cm]?ts$/.test(file));
  for (const file of declaring) evaluation.exported(file, name.text);
}
