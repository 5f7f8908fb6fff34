import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { endOfStatement, layoutAt, layoutBeside, quoteOf } from '../syntax/layout.js';
import { remembered } from '../model/remembered.js';
import { spanOf } from '../program/program.js';
import type { NestedPattern, PatternElement } from '../model/answer.js';
import type { Replacement } from '../model/layout.js';
import type { Span } from '../model/spans.js';
import type { Evaluation } from '../values/evaluation.js';
import { takenName, writtenName } from '../syntax/names.js';
import { FreeNames } from './free-names.js';
import { readsOf } from './references.js';

/** Names for what a pattern takes out instead, in the order in which they are tried. */
const ROLES = ['roles', 'cleverRoles', 'userRoles', 'recordRoles'];
const NEW_IDS = ['newId', 'cleverId', 'newCleverId'];

/**
 * An element of a pattern that takes a member of the answer.
 *
 * @param name where the member's name stands
 */
export function toElement(element: ts.Node, name: Span, evaluation: Evaluation): PatternElement {
  const span = spanOf(element);
  const rest = element.getSourceFile().text.slice(name.end, span.end);
  const pattern = spanOf(element.parent);
  if (!tsc.isBindingElement(element))
    return { span, rest, replacement: null, readers: null, removal: null, pattern, sibling: NONE, nested: NONE };
  const readers = tsc.isIdentifier(element.name) ? readsOf(element.name, evaluation) : null;
  return {
    span,
    rest,
    replacement: replacementOf(element, evaluation),
    readers: readers && readers.map(spanOf),
    removal: removalOf(element),
    pattern,
    sibling: readers ? (member) => siblingOf(element, member, readers, evaluation.checker) : NONE,
    nested: (member) => nestedBeside(element, member),
  };
}

const NONE = (): null => null;

/** The variable of another element of a pattern, which takes a member, where it means the same at certain places. */
function siblingOf(
  { parent }: ts.BindingElement,
  member: string,
  places: readonly ts.Node[],
  checker: ts.TypeChecker,
): string | null {
  if (!tsc.isObjectBindingPattern(parent)) return null;
  const found = parent.elements.findLast(({ name, propertyName, initializer }) => {
    if (!tsc.isIdentifier(name) || initializer || (propertyName ?? name).getText() !== member) return false;
    const symbol = checker.getSymbolAtLocation(name);
    return places.every((place) => checker.resolveName(name.text, place, tsc.SymbolFlags.Variable, false) === symbol);
  });
  return found && tsc.isIdentifier(found.name) ? found.name.text : null;
}

/** The pattern that takes a member apart, inside of the pattern that an element is of. */
function nestedBeside({ parent }: ts.BindingElement, member: string): NestedPattern | null {
  if (!tsc.isObjectBindingPattern(parent)) return null;
  const found = parent.elements.findLast(
    (each) => each.propertyName && writtenName(each.propertyName) === member && placeInside(each),
  );
  return found ? placeInside(found) : null;
}

/** Where a nested pattern can take one more member; null where it takes all others: `{ email, ...profile }`. */
function placeInside({ name, initializer }: ts.BindingElement): NestedPattern | null {
  if (!tsc.isObjectBindingPattern(name)) return null;
  const [first] = name.elements;
  const last = name.elements.at(-1);
  if (!first || !last || last.dotDotDotToken) return null;
  const gap = first.getFullText().slice(0, first.getLeadingTriviaWidth());
  const isInLines = gap.includes('\n') && gap.trim() === '';
  const end = { ...spanOf(last), start: last.getEnd() };
  return { end, separator: isInLines ? `,${gap}` : ', ', mayBeNothing: initializer !== undefined };
}

/** An element and what parts it from the one before, or from the next one. */
function removalOf(element: ts.BindingElement): Span | null {
  const { elements } = element.parent;
  const index = elements.findIndex((each) => each === element);
  const [before, next] = [elements[index - 1], elements[index + 1]];
  const span = spanOf(element);
  if (before) return { ...span, start: before.getEnd() };
  return next ? { ...span, end: next.getStart() } : null;
}

/** How the name that an element declares can be declared by a statement instead. */
function replacementOf(element: ts.BindingElement, evaluation: Evaluation): Replacement | null {
  if (!tsc.isIdentifier(element.name) || element.dotDotDotToken) return null;
  const fallback = element.initializer?.getText() ?? null;
  if (element.initializer && !tsc.isStringLiteralLike(element.initializer)) return null;
  let mayBeNothing = false;
  let owner: ts.Node = element.parent.parent;
  for (; tsc.isBindingElement(owner); owner = owner.parent.parent) mayBeNothing ||= owner.initializer !== undefined;
  const place = tsc.isParameter(owner) ? inFunction(owner) : inBlock(owner);
  if (!place) return null;
  const { statement, where } = place;
  const roles = freeName(ROLES, element, statement, evaluation);
  const newId = freeName(NEW_IDS, element, statement, evaluation);
  if (roles === null || newId === null || isReadBesides(element, owner)) return null;
  mayBeNothing ||= tsc.isParameter(owner) && owner.initializer !== undefined;
  const quote = quoteOf(element.getSourceFile());
  return { ...where, name: element.name.text, roles, newId, quote, mayBeNothing, fallback };
}

/** Members of the answer in whose place others are taken. */
const REPLACED: ReadonlySet<string> = new Set(['type', 'id']);

/**
 * A name that nothing in the file has, and no other pattern nearby takes for the same; what is in nobody's place needs
 * none of its own.
 */
function freeName(
  wanted: readonly string[],
  element: ts.BindingElement,
  statement: ts.Node,
  evaluation: Evaluation,
): string | null {
  const source = element.getSourceFile();
  const free = wanted.filter((each) => !hasWord(source, each));
  if (!REPLACED.has(takenName(element) ?? '')) return free[0] ?? null;
  return FreeNames.of(evaluation).value(free, '', statement);
}

const wordsKnown = new WeakMap<ts.SourceFile, Map<string, boolean>>();

/** Whether a word stands anywhere in the text of a file, which is searched for it once. */
function hasWord(source: ts.SourceFile, word: string): boolean {
  const known = wordsKnown.get(source) ?? new Map<string, boolean>();
  wordsKnown.set(source, known);
  const has = known.get(word) ?? new RegExp(`\\b${word}\\b`).test(source.text);
  known.set(word, has);
  return has;
}

/** How often each name stands in the parameters of a function, or in the pattern of a variable. */
const namesKnown = new WeakMap<ts.Node, ReadonlyMap<string, number>>();

/** Whether a default beside an element reads the name that it declares: `{ type, label = type }`. */
function isReadBesides(element: ts.BindingElement, owner: ts.Node): boolean {
  const name = element.name.getText();
  const inside = tsc.isParameter(owner)
    ? [...owner.parent.parameters]
    : tsc.isVariableDeclaration(owner)
      ? [owner.name]
      : [];
  const all = remembered(namesKnown, owner, () => countNames(inside)).get(name) ?? 0;
  return all > (countNames([element]).get(name) ?? 0);
}

function countNames(nodes: readonly ts.Node[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const waiting = [...nodes];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (tsc.isIdentifier(node)) counts.set(node.text, (counts.get(node.text) ?? 0) + 1);
    tsc.forEachChild(node, (child) => void waiting.push(child));
  }
  return counts;
}

/** Where a statement can declare a name, and the statement beside it. */
interface Place {
  readonly statement: ts.Node;
  readonly where: Pick<Replacement, 'at' | 'follows' | 'keyword' | 'semicolon' | 'layout'>;
}

/** Behind the statement that declares the pattern as the last thing it does. */
function inBlock(declaration: ts.Node): Place | null {
  if (!tsc.isVariableDeclaration(declaration)) return null;
  const list = declaration.parent;
  if (!tsc.isVariableDeclarationList(list) || list.declarations.at(-1) !== declaration) return null;
  const statement = list.parent;
  const isPlain = tsc.isVariableStatement(statement) && !statement.modifiers?.length;
  if (!isPlain || !(tsc.isBlock(statement.parent) || tsc.isSourceFile(statement.parent))) return null;
  const end = endOfStatement(statement);
  return {
    statement,
    where: {
      at: { ...spanOf(statement), start: end, end },
      follows: true,
      keyword: keywordOf(list),
      semicolon: statement.getSourceFile().text[end - 1] === ';' ? ';' : '',
      layout: layoutBeside(statement),
    },
  };
}

function keywordOf({ flags }: ts.VariableDeclarationList): string {
  if (flags & tsc.NodeFlags.Const) return 'const';
  return flags & tsc.NodeFlags.Let ? 'let' : 'var';
}

/** Before the first statement of the function whose parameter the pattern is. */
function inFunction({ parent }: ts.ParameterDeclaration): Place | null {
  const body = 'body' in parent ? parent.body : undefined;
  const [first] = body && tsc.isBlock(body) ? body.statements : [];
  if (!first || tsc.isStringLiteral(tsc.isExpressionStatement(first) ? first.expression : first)) return null;
  const layout = layoutAt(first);
  const start = first.getStart();
  return {
    statement: first,
    where: {
      at: { ...spanOf(first), start, end: start },
      follows: false,
      keyword: 'const',
      semicolon: first.getSourceFile().text.includes(';') ? ';' : '',
      layout,
    },
  };
}
