import type { ts } from 'ts-morph';
import { lineStartAt } from '../model/lines.js';
import type { Edit, Span } from '../model/spans.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { isExported } from '../syntax/exports.js';
import { holds } from '../syntax/holds.js';

/** A declaration that goes where nothing needs it, and what goes with it. */
interface Declared {
  readonly name: string;
  /** The name where it is declared. */
  readonly identifier: ts.Identifier;
  /** What declares it and nothing else. */
  readonly node: ts.Node;
}

/**
 * Edits that also take away the types, imports of types and named literals of a module that they leave unused.
 *
 * A name counts as used wherever it is written as a name, whatever it means there.
 *
 * @param edits of one file, which do not overlap
 * @param tree the file as it is
 */
export function withoutLeftovers(edits: readonly Edit[], tree: ts.SourceFile): readonly Edit[] {
  const [first] = edits;
  if (!first || !isModule(tree)) return edits;
  const { file } = first;
  const declared = declaredIn(tree);
  let made = edits;
  for (let left = unusedAmong(declared, made, tree); left.length; left = unusedAmong(declared, made, tree))
    made = [...made, ...removalOf(left, file, tree)];
  return made;
}

/** Whether nobody outside the file can use what it does not export. */
function isModule({ statements }: ts.SourceFile): boolean {
  return statements.some(
    (each) =>
      tsc.isImportDeclaration(each) ||
      tsc.isExportDeclaration(each) ||
      tsc.isExportAssignment(each) ||
      isExported(each),
  );
}

/** What the top of a file declares of which nothing is lost but its name. */
function declaredIn({ statements }: ts.SourceFile): readonly Declared[] {
  return statements.flatMap((statement) => {
    if (isExported(statement)) return [];
    if (tsc.isInterfaceDeclaration(statement) || tsc.isTypeAliasDeclaration(statement))
      return [toDeclared(statement.name, statement)];
    if (tsc.isImportDeclaration(statement)) return importedNames(statement);
    return namedLiteral(statement);
  });
}

function toDeclared(identifier: ts.Identifier, node: ts.Node): Declared {
  return { name: identifier.text, identifier, node };
}

function importedNames(statement: ts.ImportDeclaration): readonly Declared[] {
  if (statement.importClause?.name) return [];
  return elementsOf(statement).map((element) => toDeclared(element.name, element));
}

/** Whether an import may go: a value's would no longer load its module, which may do something. */
function isOfType({ name, node }: Declared, tree: ts.SourceFile): boolean {
  if (!tsc.isImportSpecifier(node) || node.isTypeOnly || node.parent.parent.isTypeOnly) return true;
  const isValue = (each: ts.Node): boolean =>
    isNamed(each, name) && each.parent !== node && !tsc.isPartOfTypeNode(each);
  return !contains(tree, isValue);
}

function isNamed(node: ts.Node, name: string): boolean {
  return tsc.isIdentifier(node) && node.text === name;
}

/** `const TEACHER = 'teacher';` */
function namedLiteral(statement: ts.Statement): readonly Declared[] {
  if (!tsc.isVariableStatement(statement)) return [];
  const [declaration, ...others] = statement.declarationList.declarations;
  if (!declaration || others.length || !tsc.isIdentifier(declaration.name)) return [];
  const { initializer } = declaration;
  const isLiteral = initializer && (tsc.isStringLiteralLike(initializer) || tsc.isNumericLiteral(initializer));
  return isLiteral ? [toDeclared(declaration.name, statement)] : [];
}

/** Those that were used where an edit writes something else, and are used nowhere any more. */
function unusedAmong(declared: readonly Declared[], edits: readonly Edit[], tree: ts.SourceFile): readonly Declared[] {
  const written = wordsIn(edits.map(({ text }) => text));
  const taken = wordsIn(edits.map(({ start, end }) => tree.text.slice(start, end)));
  const isReplaced = (place: ts.Node): boolean =>
    edits.some(({ start, end }) => start <= place.getStart() && place.end <= end);
  const isUsed = ({ name, identifier, node }: Declared): boolean =>
    contains(tree, (each) => isNamed(each, name) && each !== identifier && !holds(node, each) && !isReplaced(each));
  return declared.filter(
    (each) =>
      taken.has(each.name) &&
      !written.has(each.name) &&
      !edits.some(({ start, end }) => start < each.node.end && each.node.getStart() < end) &&
      standsAlone(each, tree) &&
      !isUsed(each) &&
      isOfType(each, tree),
  );
}

function wordsIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.match(/[\w$]+/g) ?? []));
}

/** Whether nothing else stands on the lines of a declaration, and no comment above may speak of more than it. */
function standsAlone({ node }: Declared, tree: ts.SourceFile): boolean {
  const statement = statementOf(node);
  const { text } = tree;
  const before = text.slice(lineStartAt(text, statement.getStart()), statement.getStart());
  if (before.trim() || !/^[^\S\n]*(\/\/.*)?\r?(\n|$)/.test(text.slice(statement.end))) return false;
  const isOfMore = tsc.isImportDeclaration(statement) || statement === tree.statements[0];
  return !isOfMore || !commentsAbove(statement, tree).length;
}

function statementOf(node: ts.Node): ts.Node {
  return tsc.findAncestor(node, tsc.isStatement) ?? node;
}

/** The comments that end on the line above a statement, or above each other. */
function commentsAbove(statement: ts.Node, { text }: ts.SourceFile): readonly ts.CommentRange[] {
  const above: ts.CommentRange[] = [];
  let next = statement.getStart();
  for (const comment of (tsc.getLeadingCommentRanges(text, statement.pos) ?? []).toReversed()) {
    if (/\n\s*\n/.test(text.slice(comment.end, next))) break;
    above.unshift(comment);
    next = comment.pos;
  }
  return above;
}

/** The edits that take declarations away. */
function removalOf(left: readonly Declared[], file: string, tree: ts.SourceFile): readonly Edit[] {
  const nodes = new Set(left.map(({ node }) => node));
  return [...new Set([...nodes].map(statementOf))].map((statement) => {
    const elements = tsc.isImportDeclaration(statement) ? elementsOf(statement) : [];
    const kept = elements.filter((element) => !nodes.has(element));
    if (!kept.length) return { file, ...linesOf(statement, tree), text: '' };
    const list = kept[0]?.parent ?? statement;
    const text = `{ ${kept.map((element) => element.getText()).join(', ')} }`;
    return { file, start: list.getStart(), end: list.end, text };
  });
}

function elementsOf({ importClause }: ts.ImportDeclaration): readonly ts.ImportSpecifier[] {
  const bindings = importClause?.namedBindings;
  return bindings && tsc.isNamedImports(bindings) ? bindings.elements : [];
}

/** The lines of a statement with the comments above it, and one of two blank lines that would meet. */
function linesOf(statement: ts.Node, tree: ts.SourceFile): Pick<Span, 'start' | 'end'> {
  const { text } = tree;
  const start = lineStartAt(text, commentsAbove(statement, tree)[0]?.pos ?? statement.getStart());
  const [line = ''] = /^[^\n]*\n?/.exec(text.slice(statement.end)) ?? [];
  const end = statement.end + line.length;
  const [blank = ''] = /^[^\S\n]*\n/.exec(text.slice(end)) ?? [];
  const isBlankAbove = start === 0 || /\n[^\S\n]*\n$/.test(text.slice(0, start));
  return { start, end: isBlankAbove ? end + blank.length : end };
}
