import type { ts } from 'ts-morph';
import { firstIndex } from '../model/place-index.js';
import { remembered } from '../model/remembered.js';
import { tsc } from '../syntax/compiler.js';
import { fileOf } from './program.js';
import { writtenName } from '../syntax/names.js';
import { isAssignment } from '../syntax/writes.js';
import { fieldChangeAt, type FieldChange } from '../syntax/field-changes.js';
import { innerOf, isOuter } from '../syntax/outer.js';
import { changePlace } from '../syntax/change-places.js';
import { settersOf, writtenMembersOf, type WrittenMembers } from '../syntax/written-members.js';

/** An assignment to a member: `api.defaults.baseURL = value`, `options.path += value`. */
export interface MemberAssignment {
  readonly target: ts.PropertyAccessExpression | ts.ElementAccessExpression;
  /** What the member holds then; the assignment itself where that is made of what the member held before. */
  readonly value: ts.Expression;
  readonly node: ts.BinaryExpression;
  /** The file it stands in. */
  readonly source: ts.SourceFile;
}

/** An assignment to a variable: `host = value`, `host ??= value`. */
export interface VariableAssignment {
  readonly target: ts.Identifier;
  readonly value: ts.Expression;
}

/**
 * Where each identifier, call and member assignment of the opened files stands.
 *
 * One walk answers all questions for callers and readers; asking the compiler's reference finder costs 40 times as much.
 */
export class SyntaxIndex {
  readonly calls: (ts.CallExpression | ts.NewExpression)[] = [];
  /** Calls whose callee has no name: `client(base)(path)`. */
  readonly namelessCalls: (ts.CallExpression | ts.NewExpression)[] = [];
  readonly strings: ts.StringLiteralLike[] = [];
  readonly templates: ts.TemplateExpression[] = [];
  readonly taggedTemplates: ts.TaggedTemplateExpression[] = [];
  readonly moduleSpecifiers: ts.StringLiteralLike[] = [];
  readonly #identifiers = new Map<string, ts.Identifier[]>();
  readonly #callsByName = new Map<string, (ts.CallExpression | ts.NewExpression)[]>();
  readonly #assignments = new Map<string, MemberAssignment[]>();
  readonly #variableAssignments = new Map<string, VariableAssignment[]>();
  readonly #aliases = new Map<string, Set<string>>();
  readonly #renames = new Map<string, Set<string>>();
  /** Names of values that an expression computes, so that what they stand for may have had any name. */
  readonly #computed = new Set<string>();
  /** Names of members that are given what is not written there as a function, or may be: a text can name any member. */
  readonly #holding = new Set<string>();
  /** What was asked since the last file was taken in. */
  readonly #renamesKnown = new Map<string, readonly string[]>();
  readonly #aliasesKnown = new Map<string, readonly string[]>();
  readonly #heirsKnown = new Map<string, readonly ts.ClassLikeDeclaration[]>();
  readonly #fieldChangesKnown = new Map<string, readonly FieldChange[]>();
  readonly #returns = new Map<ts.Node, ts.Expression[]>();
  readonly #yields = new Map<ts.Node, ts.YieldExpression[]>();
  readonly #heirs = new Map<string, ts.ClassLikeDeclaration[]>();
  readonly #getters = new Map<string, ts.GetAccessorDeclaration[]>();
  readonly #declaring = new Map<string, ts.ClassLikeDeclaration[]>();

  readonly #members = new Map<ts.ObjectLiteralExpression, WrittenMembers>();

  readonly #files = new Map<ts.SourceFile, NamesOfFile>();
  readonly #byPath = new Map<string, ts.SourceFile>();

  /** The names of the file that is being walked through. */
  #inFile = namesOfNoFile();
  #source: ts.SourceFile | null = null;

  constructor(files: Iterable<ts.SourceFile>) {
    this.add(files);
  }

  /** Takes in files; those it holds already stay as they are. */
  add(files: Iterable<ts.SourceFile>): void {
    for (const known of [this.#renamesKnown, this.#aliasesKnown, this.#heirsKnown, this.#fieldChangesKnown])
      known.clear();
    for (const file of files) {
      if (this.#files.has(file)) continue;
      this.#inFile = namesOfNoFile();
      this.#files.set(file, this.#inFile);
      this.#byPath.set(fileOf(file), file);
      this.#source = file;
      this.#walk(file);
    }
  }

  /** Every identifier with this text. */
  identifiers(name: string): readonly ts.Identifier[] {
    return this.#identifiers.get(name) ?? [];
  }

  /** Every change of a field of `this` with this name. */
  fieldChanges(name: string): readonly FieldChange[] {
    return remembered(this.#fieldChangesKnown, name, () =>
      this.identifiers(name).flatMap((each) => fieldChangeAt(each) ?? []),
    );
  }

  /** Every identifier with this text in one file. */
  identifiersIn(file: ts.SourceFile, name: string): readonly ts.Identifier[] {
    return this.#files.get(file)?.identifiers.get(name) ?? [];
  }

  /** Every identifier with this text in a part of a file, such as a function. */
  identifiersWithin(part: ts.Node, name: string): readonly ts.Identifier[] {
    const inFile = this.identifiersIn(part.getSourceFile(), name);
    const first = firstIndex(inFile, ({ pos }) => pos >= part.pos);
    return inFile.slice(
      first,
      firstIndex(inFile, ({ pos }) => pos >= part.end),
    );
  }

  /** Every identifier with this text in some of the files. */
  identifiersAmong(files: readonly ts.SourceFile[], name: string): readonly ts.Identifier[] {
    return files.flatMap((file) => this.identifiersIn(file, name));
  }

  /** The file of a path; undefined for one that was not taken in. */
  fileAt(path: string): ts.SourceFile | undefined {
    return this.#byPath.get(path);
  }

  /** The files, in the order in which they were taken in. */
  get files(): readonly ts.SourceFile[] {
    return [...this.#files.keys()];
  }

  /** Every identifier with this text in one file where what it names is changed; no file changes another's variable. */
  changesIn(file: ts.SourceFile, name: string): readonly ts.Identifier[] {
    return this.#files.get(file)?.changes.get(name) ?? [];
  }

  /** Every call whose callee ends in this name: `name()`, `x.name()`, `new name()`. */
  callsNamed(name: string): readonly (ts.CallExpression | ts.NewExpression)[] {
    return this.#callsByName.get(name) ?? [];
  }

  /** Every getter of this name. */
  gettersNamed(name: string): readonly ts.GetAccessorDeclaration[] {
    return this.#getters.get(name) ?? [];
  }

  /** Every class that declares a member of this name, as a parameter of its constructor too. */
  classesDeclaring(name: string): readonly ts.ClassLikeDeclaration[] {
    return this.#declaring.get(name) ?? [];
  }

  /** Every assignment to a member of this name. */
  assignmentsTo(name: string): readonly MemberAssignment[] {
    return this.#assignments.get(name) ?? [];
  }

  /** Every assignment to a variable of this name. */
  assignmentsToVariable(name: string): readonly VariableAssignment[] {
    return this.#variableAssignments.get(name) ?? [];
  }

  /** Every assignment to a member, of whatever name. */
  *allAssignments(): Iterable<MemberAssignment> {
    for (const each of this.#assignments.values()) yield* each;
  }

  /** The properties of an object literal that can set a member, spreads included, the last first. */
  settersOf(literal: ts.ObjectLiteralExpression, name: string): readonly ts.ObjectLiteralElementLike[] {
    const members = remembered(this.#members, literal, () => writtenMembersOf(literal));
    return settersOf(members, name);
  }

  /** Classes whose `extends` or `implements` names this, or another name of the same thing, at any distance. */
  heirsBelow(name: string): readonly ts.ClassLikeDeclaration[] {
    return remembered(this.#heirsKnown, name, () => this.#findHeirs(name));
  }

  /** Classes whose `extends` or `implements` names this. */
  heirsNamed(name: string): readonly ts.ClassLikeDeclaration[] {
    return this.#heirs.get(name) ?? [];
  }

  /** Each name is looked at once: through calls, many names of a large program lead to the same others. */
  #findHeirs(name: string): readonly ts.ClassLikeDeclaration[] {
    const names = new Set(this.aliasesOf(name));
    const found = new Set<ts.ClassLikeDeclaration>();
    for (const each of names) {
      for (const heir of this.#heirs.get(each) ?? []) {
        if (found.has(heir)) continue;
        found.add(heir);
        const own = heir.name?.text;
        if (own !== undefined && !names.has(own)) for (const alias of this.aliasesOf(own)) names.add(alias);
      }
    }
    return [...found];
  }

  /** The expressions a function returns; not those of functions inside it. */
  returnsOf(scope: ts.FunctionLikeDeclaration): readonly ts.Expression[] {
    const body = scope.body;
    if (body && !tsc.isBlock(body)) return [body];
    return this.#returns.get(scope) ?? [];
  }

  /** What a generator yields; not what functions inside it do. */
  yieldsOf(scope: ts.FunctionLikeDeclaration): readonly ts.YieldExpression[] {
    return this.#yields.get(scope) ?? [];
  }

  /** A name and all names it was given elsewhere: `import { get as load }`, `{ load: get }`, `const load = get`. */
  aliasesOf(name: string): readonly string[] {
    return remembered(this.#aliasesKnown, name, () => closure([name], this.#aliases));
  }

  /** The same of many names at once, in the time of their number: one may lead to all others. */
  aliasesOfAll(names: Iterable<string>): readonly string[] {
    return closure(names, this.#aliases);
  }

  /**
   * A name and all names under which the very same thing is known: `aliasesOf` without what a call makes of it.
   *
   * Through calls (`const text = trim(name)`) nearly every name of a large program leads to every other.
   */
  renamesOf(name: string): readonly string[] {
    return remembered(this.#renamesKnown, name, () => closure([name], this.#renames));
  }

  /**
   * Whether a name may stand for what `renamesOf` leads to it from, and for nothing else: each time it is declared or set,
   * it is to a function, a class, a literal, or what another name stands for.
   */
  isGivenByName(name: string): boolean {
    return !this.#computed.has(name);
  }

  /**
   * Whether a callee may be what comes from elsewhere: a parameter, what a call answers, what was imported. A member all
   * of whose name in the program are functions, written where the member is, is none.
   */
  mayComeFromElsewhere(callee: ts.Expression): boolean {
    const name = calleeName(callee);
    return name === null || tsc.isIdentifier(innerOf(callee)) || this.#holding.has(name);
  }

  /** Whether the program gives this name to anything: declares it, or sets a member of that name. */
  declares(name: string): boolean {
    return (
      this.assignmentsTo(name).length > 0 ||
      this.identifiers(name).some(isDeclaredName) ||
      this.strings.some((node) => node.text === name && isDeclaredName(node))
    );
  }

  /** Notes every node in the order of the text; with a stack of its own, for a sum may be nested 20,000 deep. */
  #walk(file: ts.SourceFile): void {
    const waiting: { readonly node: ts.Node; readonly scope: ts.Node | null }[] = [{ node: file, scope: null }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { node, scope } = next;
      this.#note(node, scope);
      const inner = tsc.isFunctionLike(node) ? node : scope;
      const children: ts.Node[] = [];
      tsc.forEachChild(node, (child) => void children.push(child));
      for (const child of children.reverse()) waiting.push({ node: child, scope: inner });
    }
  }

  #note(node: ts.Node, scope: ts.Node | null): void {
    if (tsc.isIdentifier(node)) return this.#noteIdentifier(node);
    if (tsc.isStringLiteralLike(node)) return this.#noteString(node);
    if (tsc.isTemplateExpression(node)) return void this.templates.push(node);
    if (tsc.isTaggedTemplateExpression(node)) return void this.taggedTemplates.push(node);
    if (tsc.isCallExpression(node) || tsc.isNewExpression(node)) return this.#noteCall(node);
    if (tsc.isReturnStatement(node))
      return void (scope && node.expression && append(this.#returns, scope, node.expression));
    if (tsc.isYieldExpression(node)) return void (scope && append(this.#yields, scope, node));
    if (tsc.isBinaryExpression(node)) return this.#noteAssignment(node);
    if (tsc.isClassLike(node)) return this.#noteClass(node);
    if (tsc.isGetAccessorDeclaration(node)) return this.#noteGetter(node);
    this.#noteAlias(node);
    const held = memberHolding(node);
    if (held !== null) this.#holding.add(held);
  }

  #noteGetter(node: ts.GetAccessorDeclaration): void {
    if ('text' in node.name) this.#holding.add(node.name.text);
    if (tsc.isIdentifier(node.name)) append(this.#getters, node.name.text, node);
    else this.#noteAlias(node);
  }

  #noteIdentifier(node: ts.Identifier): void {
    append(this.#identifiers, node.text, node);
    append(this.#inFile.identifiers, node.text, node);
    if (changePlace(node)) append(this.#inFile.changes, node.text, node);
  }

  #noteString(node: ts.StringLiteralLike): void {
    const { parent } = node;
    if (tsc.isImportDeclaration(parent) || tsc.isExportDeclaration(parent) || tsc.isExternalModuleReference(parent)) {
      this.moduleSpecifiers.push(node);
    } else {
      this.strings.push(node);
      this.#holding.add(node.text);
    }
  }

  #noteCall(node: ts.CallExpression | ts.NewExpression): void {
    this.calls.push(node);
    const name = calleeName(node.expression);
    if (name) append(this.#callsByName, name, node);
    else this.namelessCalls.push(node);
    if (!tsc.isCallExpression(node)) return;
    const [first] = node.arguments;
    const isImport = node.expression.kind === tsc.SyntaxKind.ImportKeyword || name === 'require';
    if (isImport && first && tsc.isStringLiteralLike(first)) this.moduleSpecifiers.push(first);
  }

  #noteAssignment(node: ts.BinaryExpression): void {
    const { left, right } = node;
    if (tsc.isIdentifier(left) && isAssignment(node.operatorToken.kind))
      append(this.#variableAssignments, left.text, { target: left, value: right });
    const source = this.#source;
    if (!source || !setsMember(node)) return;
    const target = node.left;
    if (tsc.isPropertyAccessExpression(target)) {
      append(this.#assignments, target.name.text, { target, value: valueSet(node), node, source });
      if (!tsc.isFunctionLike(node.right)) this.#holding.add(target.name.text);
      this.#noteNaming(target.name.text, node.right);
    } else if (tsc.isElementAccessExpression(target) && tsc.isStringLiteralLike(target.argumentExpression)) {
      append(this.#assignments, target.argumentExpression.text, { target, value: valueSet(node), node, source });
      this.#computed.add(target.argumentExpression.text);
    } else if (tsc.isIdentifier(target)) {
      this.#noteNaming(target.text, node.right);
    }
  }

  #noteClass(node: ts.ClassLikeDeclaration): void {
    for (const name of new Set(node.members.flatMap(declaredNames))) append(this.#declaring, name, node);
    for (const clause of node.heritageClauses ?? []) {
      for (const type of clause.types) {
        const name = calleeName(type.expression);
        if (name) append(this.#heirs, name, node);
      }
    }
  }

  #noteAlias(node: ts.Node): void {
    if (tsc.isImportSpecifier(node) || tsc.isExportSpecifier(node)) {
      if (node.propertyName) this.#link(node.propertyName.text, node.name.text);
    } else if (tsc.isImportClause(node)) {
      if (node.name) this.#link('default', node.name.text);
    } else if (tsc.isExportAssignment(node)) {
      this.#noteNaming('default', node.expression);
    } else if (tsc.isBindingElement(node)) {
      this.#noteBinding(node);
    } else if (tsc.isPropertyAssignment(node) || tsc.isVariableDeclaration(node) || tsc.isPropertyDeclaration(node)) {
      if (!tsc.isIdentifier(node.name)) return;
      if (node.initializer) this.#noteNaming(node.name.text, node.initializer);
      else if (isOfLoop(node)) this.#computed.add(node.name.text);
    } else if (tsc.isParameter(node)) {
      if (node.initializer && tsc.isIdentifier(node.name)) this.#computed.add(node.name.text);
    } else if (tsc.isGetAccessorDeclaration(node) && tsc.isPropertyName(node.name) && 'text' in node.name) {
      this.#computed.add(node.name.text);
    }
  }

  /** `{ get: load }`, `{ get = load }`, `[load]` */
  #noteBinding({ name, propertyName, initializer, parent }: ts.BindingElement): void {
    if (!tsc.isIdentifier(name)) return;
    if (propertyName && tsc.isIdentifier(propertyName)) this.#link(propertyName.text, name.text);
    else if (propertyName) this.#computed.add(name.text);
    if (initializer || tsc.isArrayBindingPattern(parent)) this.#computed.add(name.text);
  }

  /** `name` now stands for the value: what the value was called before is called `name` too. */
  #noteNaming(name: string, value: ts.Expression): void {
    const inner = tsc.skipPartiallyEmittedExpressions(value);
    if (tsc.isIdentifier(inner)) this.#link(inner.text, name);
    else if (tsc.isPropertyAccessExpression(inner)) this.#link(inner.name.text, name);
    else if (!isOwnValue(inner)) this.#computed.add(name);
    if (tsc.isCallExpression(inner)) this.#noteNamingOfCall(name, inner);
  }

  #noteNamingOfCall(name: string, call: ts.CallExpression): void {
    const callee = calleeName(call.expression);
    // `const load = require('./load')` may be the function itself; `get.bind(api)` is `get` under a new name.
    if (callee === 'require') this.#link('exports', name);
    else if (callee === 'bind' && tsc.isPropertyAccessExpression(call.expression)) {
      const bound = calleeName(call.expression.expression);
      if (bound) this.#linkMade(bound, name);
    }
    // `const get = client(base)`: the function that `client` answers is called `get`.
    else if (callee) this.#linkMade(callee, name);
    // A decorator of functions (`withRetry(get)`) gives its argument a new name.
    for (const argument of call.arguments) if (tsc.isIdentifier(argument)) this.#linkMade(argument.text, name);
  }

  #link(from: string, to: string): void {
    this.#linkMade(from, to);
    link(this.#renames, from, to);
  }

  /** `to` is what a call makes of `from`. */
  #linkMade(from: string, to: string): void {
    link(this.#aliases, from, to);
  }
}

/** The names that a part of a class gives to members: its own, and those of the parameters that become fields. */
function declaredNames(member: ts.ClassElement): readonly string[] {
  if (tsc.isConstructorDeclaration(member))
    return member.parameters
      .filter((parameter) => tsc.isParameterPropertyDeclaration(parameter, member))
      .flatMap(({ name }) => (tsc.isIdentifier(name) ? [name.text] : []));
  const name = member.name && writtenName(member.name);
  return typeof name === 'string' ? [name] : [];
}

/** The identifiers of one file, by their text. */
interface NamesOfFile {
  readonly identifiers: Map<string, ts.Identifier[]>;
  /** Those where what is named is changed. */
  readonly changes: Map<string, ts.Identifier[]>;
}

function namesOfNoFile(): NamesOfFile {
  return { identifiers: new Map(), changes: new Map() };
}

function link(names: Map<string, Set<string>>, from: string, to: string): void {
  if (from === to) return;
  const known = names.get(from);
  if (known) known.add(to);
  else names.set(from, new Set([to]));
}

/** Whether a value is written where it is named: a function, a class, an object or a literal. */
function isOwnValue(value: ts.Expression): boolean {
  return (
    tsc.isFunctionLike(value) ||
    tsc.isClassLike(value) ||
    tsc.isObjectLiteralExpression(value) ||
    tsc.isLiteralExpression(value)
  );
}

/** The variable of `for (const name of names)`. */
function isOfLoop({ parent }: ts.Node): boolean {
  return tsc.isVariableDeclarationList(parent) && tsc.isForOfStatement(parent.parent);
}

/**
 * The name of a member that a node gives a value which is not written there as a function: `{ load }`, `{ load: get }`, a
 * field, a parameter that is one, and what a module exports, since the module may be handed on as a whole. Of names in
 * quotes, the text is noted where it stands.
 */
function memberHolding(node: ts.Node): string | null {
  if (tsc.isExportSpecifier(node) || tsc.isShorthandPropertyAssignment(node)) return node.name.text;
  if (tsc.isExportAssignment(node)) return 'default';
  const isMember =
    tsc.isJsxAttribute(node) ||
    tsc.isBindingElement(node) ||
    tsc.isPropertyAssignment(node) ||
    tsc.isPropertyDeclaration(node) ||
    (tsc.isVariableDeclaration(node) && isOfModule(node)) ||
    (tsc.isParameter(node) && tsc.isParameterPropertyDeclaration(node, node.parent));
  if (!isMember || !('text' in node.name)) return null;
  const initializer = 'initializer' in node ? node.initializer : undefined;
  return initializer && tsc.isFunctionLike(initializer) ? null : node.name.text;
}

function isOfModule({ parent }: ts.VariableDeclaration): boolean {
  return tsc.isVariableDeclarationList(parent) && tsc.isSourceFile(parent.parent.parent);
}

/** Whether a name is that of a declaration, or of a member of an object, rather than a mention of one. */
function isDeclaredName(node: ts.Identifier | ts.StringLiteralLike): boolean {
  const { parent } = node;
  return 'name' in parent && parent.name === node && !tsc.isPropertyAccessExpression(parent);
}

/** Some names and all that others lead to from them. */
function closure(starts: Iterable<string>, names: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const found = new Set(starts);
  for (const known of found) for (const other of names.get(known) ?? []) found.add(other);
  return [...found];
}

/** `=`, `??=` and `||=`, which set what was not set, `&&=`, which sets what was, and `+=`; counters are no matter. */
function setsMember({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  const kinds = tsc.SyntaxKind;
  return [
    kinds.EqualsToken,
    kinds.BarBarEqualsToken,
    kinds.QuestionQuestionEqualsToken,
    kinds.AmpersandAmpersandEqualsToken,
    kinds.PlusEqualsToken,
  ].includes(kind);
}

/** What a member holds after an assignment: all of it where text is put behind what was there. */
function valueSet(node: ts.BinaryExpression): ts.Expression {
  return node.operatorToken.kind === tsc.SyntaxKind.PlusEqualsToken ? node : node.right;
}

/** The last name of a callee: `get` of `api.get`, `load` of `load`. */
export function calleeName(callee: ts.Expression): string | null {
  if (tsc.isIdentifier(callee)) return callee.text;
  if (tsc.isPropertyAccessExpression(callee)) return callee.name.text;
  if (tsc.isElementAccessExpression(callee) && tsc.isStringLiteralLike(callee.argumentExpression)) {
    return callee.argumentExpression.text;
  }
  if (isOuter(callee)) return calleeName(callee.expression);
  return null;
}

function append<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
