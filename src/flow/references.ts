import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { areInOneFunction, functionAround } from '../syntax/functions.js';
import { fileOf } from '../program/program.js';
import type { Evaluation } from '../values/evaluation.js';
import { isPlainScript, isShared } from '../syntax/scripts.js';
import { replacementAt, writeAt } from '../syntax/writes.js';
import { aliasedSymbol } from '../values/aliases.js';
import { openReaders } from '../values/contexts.js';
import { symbolOf } from '../values/names.js';
import { globalMentions, isOfPlatform } from '../values/script-globals.js';
import { groupBy } from '../model/group-by.js';
import { remembered } from '../model/remembered.js';

/**
 * The places where a variable that was just given a value is read while it may still hold it.
 *
 * @param name the identifier that names the variable where it gets the value
 * @returns every other mention of it, other modules' imports included, but none behind a later assignment
 */
export function readsOf(name: ts.Identifier, evaluation: Evaluation): readonly ts.Identifier[] {
  return stillHolding(readsFound(name, evaluation).all, name);
}

/**
 * The same without the places, maybe thousands, that only read or set other members of the variable than some.
 *
 * @param members all that matter of the variable
 */
export function readsOfMembers(
  name: ts.Identifier,
  members: readonly string[],
  evaluation: Evaluation,
): readonly ts.Identifier[] {
  const { all, byMember, scopes } = readsFound(name, evaluation);
  // Who reads it in other code is noted whatever is read.
  if (scopes.size !== 1 || !scopes.has(scopeOf(name))) return stillHolding(all, name);
  const found = [null, ...new Set(members)].flatMap((member) => byMember.get(member) ?? []);
  return stillHolding(
    found.sort((left, right) => left.read.pos - right.read.pos),
    name,
  );
}

function stillHolding(reads: readonly Read[], name: ts.Identifier): readonly ts.Identifier[] {
  const isHeld = ({ read, overwritten }: Read): boolean =>
    overwritten === -1 || (overwritten <= name.pos && read.getSourceFile() === name.getSourceFile());
  return reads.filter((each) => each.read !== name && isHeld(each)).map(({ read }) => read);
}

/** A read of a variable, and where the last assignment stands that always happens before it; -1 without one. */
interface Read {
  readonly read: ts.Identifier;
  readonly overwritten: number;
}

interface Reads {
  readonly all: readonly Read[];
  /** By the member that is all that is read or set there; under null, those at which more can happen. */
  readonly byMember: ReadonlyMap<string | null, readonly Read[]>;
  /** The functions, or files outside of functions, that they stand in. */
  readonly scopes: ReadonlySet<ts.Node>;
}

/** The reads of what a name stands for, or in its file of what has no declaration, by the name. */
type ReadsByName = Map<ts.Symbol | ts.SourceFile, Map<string, Reads>>;

/** Found once for each program, as one variable may be given thousands of values. */
const readsIn = new WeakMap<ts.TypeChecker, ReadsByName>();

function readsFound(name: ts.Identifier, evaluation: Evaluation): Reads {
  const symbol = declaredSymbol(name, evaluation);
  const known = remembered(readsIn, evaluation.checker, (): ReadsByName => new Map());
  const ofHolder = remembered(known, symbol ?? name.getSourceFile(), () => new Map<string, Reads>());
  return remembered(ofHolder, name.text, () => {
    const all = findReads(name, symbol, evaluation);
    const byMember = groupBy(all, ({ read }) => memberAt(read));
    return { all, byMember, scopes: new Set(all.map(({ read }) => scopeOf(read))) };
  });
}

/** `email` of `me.email`, which is not called; null for a mention that is more, or something else. */
function memberAt(mention: ts.Identifier): string | null {
  const { parent: access } = mention;
  if (!tsc.isPropertyAccessExpression(access) || access.expression !== mention) return null;
  const isCalled = tsc.isCallExpression(access.parent) && access.parent.expression === access;
  return isCalled ? null : access.name.text;
}

function scopeOf(node: ts.Node): ts.Node {
  return functionAround(node) ?? node.getSourceFile();
}

function findReads(name: ts.Identifier, symbol: ts.Symbol | undefined, evaluation: Evaluation): readonly Read[] {
  const candidates = symbol ? withinReach(name, symbol, evaluation) : variablesNamed(name, evaluation);
  const own = candidates.filter((each) => declaredSymbol(each, evaluation) === symbol && !isDeclarationName(each));
  const mentions = [...own, ...inOtherScripts(name, symbol, evaluation)];
  const assignments = mentions.filter(isAssignmentTarget);
  return mentions
    .filter((each) => !isAssignmentTarget(each) && !isImportName(each))
    .map((read) => ({
      read,
      overwritten: assignments.findLast((each) => isAlwaysBefore(each, read))?.pos ?? -1,
    }));
}

/** Whether other scripts see a variable. */
export function isSeenByScripts(name: ts.Identifier, symbol: ts.Symbol | undefined, evaluation: Evaluation): boolean {
  const declaration = symbol?.valueDeclaration;
  const isSeen = declaration ? tsc.isVariableDeclaration(declaration) && isShared(declaration) : !symbol;
  return isSeen && isPlainScript(name.getSourceFile()) && !isOfPlatform(name.text, evaluation);
}

/** The mentions in other scripts of what all scripts of a page see: what one of them declares, or sets without a declaration. */
function inOtherScripts(
  name: ts.Identifier,
  symbol: ts.Symbol | undefined,
  evaluation: Evaluation,
): readonly ts.Identifier[] {
  if (!isSeenByScripts(name, symbol, evaluation)) return [];
  return globalMentions(name.text, evaluation).filter((each) => each.getSourceFile() !== name.getSourceFile());
}

/** The mentions of a name that is declared nowhere: in its file, each that names no member. */
function variablesNamed(name: ts.Identifier, { index }: Evaluation): readonly ts.Identifier[] {
  return index.identifiersIn(name.getSourceFile(), name.text).filter((each) => {
    const { parent } = each;
    if (tsc.isPropertyAccessExpression(parent)) return parent.expression === each;
    return !(tsc.isObjectLiteralElement(parent) && !tsc.isShorthandPropertyAssignment(parent) && parent.name === each);
  });
}

/** The mentions of a name, without those outside of the function that declares a variable: the compiler costs more. */
function withinReach(name: ts.Identifier, symbol: ts.Symbol, evaluation: Evaluation): readonly ts.Identifier[] {
  const scope = functionSeeing(symbol);
  return scope ? evaluation.index.identifiersWithin(scope, name.text) : mentionsOfSame(name, evaluation);
}

/** A parameter of a function is seen by the function; a variable, by the function it stands in. */
export function functionSeeing({ valueDeclaration }: ts.Symbol): ts.Node | undefined {
  return valueDeclaration && functionAround(valueDeclaration);
}

/** What a name stands for, imports followed to what they import. */
export function declaredSymbol(name: ts.Identifier, { checker }: Evaluation): ts.Symbol | undefined {
  const symbol = symbolOf(name, checker);
  return symbol && symbol.flags & tsc.SymbolFlags.Alias ? aliasedSymbol(symbol, checker) : symbol;
}

/** What a constant is given: `flow(f, g)` of `const load = flow(f, g)`; undefined for any other name. */
export function constantValue(name: ts.Identifier, evaluation: Evaluation): ts.Expression | undefined {
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  if (!declaration || !tsc.isVariableDeclaration(declaration)) return undefined;
  return tsc.getCombinedNodeFlags(declaration) & tsc.NodeFlags.Const ? declaration.initializer : undefined;
}

/** Whether two names stand for the same thing; a member of `this` has another symbol than the same member of a variable. */
export function isSameSymbol(left: ts.Symbol | undefined, right: ts.Symbol | undefined): boolean {
  return identityOf(left) === identityOf(right);
}

/** What is the same for all symbols of one thing. */
function identityOf(symbol: ts.Symbol | undefined): ts.Declaration | ts.Symbol | undefined {
  return symbol?.valueDeclaration ?? symbol;
}

/** Mentions by their text and by what they stand for. */
type Mentions = Map<string, ReadonlyMap<ReturnType<typeof identityOf>, readonly ts.Identifier[]>>;

/** Sorted once for each program, as thousands of variables may have one name. */
const mentionsIn = new WeakMap<ts.TypeChecker, Mentions>();

/** Every mention of what a name stands for, the name among them, in all files. */
export function mentionsOfSame(name: ts.Identifier, evaluation: Evaluation): readonly ts.Identifier[] {
  const { checker, index } = evaluation;
  const known = remembered(mentionsIn, checker, (): Mentions => new Map());
  const meaningOf = (each: ts.Identifier): ReturnType<typeof identityOf> =>
    identityOf(declaredSymbol(each, evaluation));
  const mentions = remembered(known, name.text, () => groupBy(index.identifiers(name.text), meaningOf));
  return mentions.get(meaningOf(name)) ?? [];
}

/** What each variable is given, found once for each program: thousands of members of one may be set. */
const valuesKnown = new WeakMap<ts.TypeChecker, Map<ts.VariableDeclaration, readonly ts.Expression[] | null>>();

/**
 * All that a variable is given: its initializer, and what is assigned to it anywhere.
 *
 * @returns null where some of it is no expression of its own: the elements of a loop, a part of a pattern
 */
export function valuesGivenTo(
  declaration: ts.VariableDeclaration,
  evaluation: Evaluation,
): readonly ts.Expression[] | null {
  const known = remembered(
    valuesKnown,
    evaluation.checker,
    () => new Map<ts.VariableDeclaration, readonly ts.Expression[] | null>(),
  );
  return remembered(known, declaration, () => findValuesGivenTo(declaration, evaluation));
}

function findValuesGivenTo(
  { name, initializer, parent }: ts.VariableDeclaration,
  evaluation: Evaluation,
): readonly ts.Expression[] | null {
  if (!tsc.isIdentifier(name) || tsc.isForOfStatement(parent.parent) || tsc.isForInStatement(parent.parent))
    return null;
  const symbol = declaredSymbol(name, evaluation);
  const writes = symbol ? withinReach(name, symbol, evaluation).filter((each) => each !== name) : [];
  const values: ts.Expression[] = initializer ? [initializer] : [];
  for (const mention of writes) {
    const write = writeAt(mention);
    if (!write || declaredSymbol(mention, evaluation) !== symbol) continue;
    if (write.kind !== 'assignment') return null;
    values.push(write.node.right);
  }
  return values;
}

/**
 * Opens, for the next pass, the files that import a file, under whatever name, and those further on that mention one.
 *
 * @param name what the file calls it
 */
export function openUsers(node: ts.Node, name: string, evaluation: Evaluation): void {
  // To ask for what a file exports opens it.
  for (const importer of evaluation.sources.importersOf(fileOf(node))) evaluation.exported(importer, name);
  openReaders(node, name, evaluation);
}

/** Whether what a name or a member holds gives way to another value. */
export function isAssignmentTarget(node: ts.Node): boolean {
  return replacementAt(node) !== null;
}

/** `import { me }`, which is no read but makes some. */
function isImportName({ parent }: ts.Identifier): boolean {
  return tsc.isImportSpecifier(parent) || tsc.isImportClause(parent) || tsc.isNamespaceImport(parent);
}

function isDeclarationName(node: ts.Identifier): boolean {
  const { parent } = node;
  const isNamed =
    tsc.isVariableDeclaration(parent) ||
    tsc.isParameter(parent) ||
    tsc.isBindingElement(parent) ||
    tsc.isClassDeclaration(parent);
  return isNamed && (parent.name === node || (tsc.isBindingElement(parent) && parent.propertyName === node));
}

/** Whether an assignment always happens before a read, in the same function. */
export function isAlwaysBefore(assignment: ts.Node, read: ts.Node): boolean {
  const statement = assignment.parent.parent;
  if (assignment.pos >= read.pos || !tsc.isExpressionStatement(statement)) return false;
  if (!areInOneFunction(assignment, read)) return false;
  const isOwnValue = assignment.parent.pos <= read.pos && read.end <= assignment.parent.end;
  return !isOwnValue && statement.parent.pos <= read.pos && read.end <= statement.parent.end;
}
