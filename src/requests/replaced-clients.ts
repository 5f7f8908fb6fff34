import type { ts } from 'ts-morph';
import { FETCH_STAND_INS, GLOBAL_OBJECTS, REPLACING_METHODS } from '../libraries/stand-ins.js';
import type { Client } from '../clients/client.js';
import type { Sources } from '../program/sources.js';
import { Trees } from '../program/trees.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isAssignment } from '../syntax/writes.js';
import type { Request } from './requests.js';

/** What a test can put something else in the place of. */
interface Replaceable {
  /** Global names, and packages, of the client. */
  readonly globals: readonly string[];
  readonly modules: readonly string[];
  /** The environment variables that the address is read from. */
  readonly variables: readonly string[];
}

/**
 * Finds the files, tests and what sets them up, that put something in the place of a client, or of Clever's address: what
 * that answers to another request nobody knows.
 *
 * A file counts if it leads to the code that makes the request by its imports, or imports nothing of the project, as a file
 * does that is run before all tests.
 */
export type FilesReplacing = (client: Client, file: string, variables?: readonly string[]) => readonly string[];

/** The environment variables that the addresses of a request are read from. */
export function variablesOf({ urls }: Pick<Request, 'urls'>): readonly string[] {
  return [...new Set(urls.flat().flatMap(({ variable }) => variable ?? []))];
}

/** Looks for each client and each variable once, however many requests are asked about, and reads each file once for all. */
export function openReplacedClients(sources: Sources, trees = new Trees()): FilesReplacing {
  const known = new Map<string, readonly Replacing[]>();
  const ofFiles = new Map<string, ReadonlySet<string>>();
  const look = (replaceable: Replaceable): readonly Replacing[] => {
    const key = JSON.stringify(replaceable);
    const found = known.get(key) ?? filesThatReplace(replaceable, sources, trees);
    known.set(key, found);
    return found;
  };
  return ({ globals, modules }, file, variables = []) => {
    const replacing = [
      ...look({ globals, modules, variables: [] }),
      ...variables.flatMap((name) => look({ globals: [], modules: [], variables: [name] })),
    ];
    const leading = ofFiles.get(file) ?? filesLeadingTo(file, sources);
    ofFiles.set(file, leading);
    const counting = replacing.filter((each) => each.file !== file && (each.standsAlone || leading.has(each.file)));
    return [...new Set(counting.map((each) => each.file))];
  };
}

/** A file that puts something in the place of a client. */
interface Replacing {
  readonly file: string;
  /** Whether it imports nothing of the project. */
  readonly standsAlone: boolean;
}

/** A file and all that import it, at any distance. */
function filesLeadingTo(file: string, sources: Sources): ReadonlySet<string> {
  const leading = new Set([file]);
  for (const each of leading) for (const importer of sources.importersOf(each)) leading.add(importer);
  return leading;
}

function filesThatReplace(client: Replaceable, sources: Sources, trees: Trees): readonly Replacing[] {
  const names = [...client.globals, ...client.modules, ...client.variables];
  const mentioning = new Set(names.flatMap((name) => sources.filesMentioning(lastWord(name))));
  return [...mentioning]
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
    .flatMap((file) => replacingIn(file, client, sources, trees) ?? []);
}

/** Null where a file replaces nothing. One that is nested too deep for the parser may do anything to what it leads to. */
function replacingIn(file: string, client: Replaceable, sources: Sources, trees: Trees): Replacing | null {
  try {
    const replaced = trees.ask(`/${file}`, sources.text(file), replacedBy);
    const isOfProject = (specifier: string): boolean => sources.resolve(specifier, file) !== null;
    return replaces(replaced, client) ? { file, standsAlone: !replaced.imports.some(isOfProject) } : null;
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) return { file, standsAlone: false };
    throw error;
  }
}

/** `fetch` of `node-fetch`, as far as the index of words knows it. */
function lastWord(name: string): string {
  return name.split(/[^\w$]/).at(-1) ?? name;
}

/** What a file puts something else in the place of, whatever the client. */
interface Replaced {
  /** Members that are assigned to: `globalThis.fetch`, `axios.get`. */
  readonly members: readonly { readonly holder: string; readonly member: string }[];
  /** Variables of the environment that are set. */
  readonly variables: readonly string[];
  /** Texts that a method is given which replaces what they name: `vi.spyOn(globalThis, 'fetch')`, `jest.mock('axios')`. */
  readonly texts: readonly string[];
  /** Names that such a method is given: `sinon.stub(axios, 'get')`. */
  readonly names: readonly string[];
  /** Whether a package is imported that stands in for `fetch`. */
  readonly hasStandIn: boolean;
  /** The modules it imports at its top. */
  readonly imports: readonly string[];
}

function replaces({ members, variables, texts, names, hasStandIn }: Replaced, client: Replaceable): boolean {
  const { globals, modules } = client;
  const isNamed = (name: string): boolean => [globals, modules, client.variables].some((each) => each.includes(name));
  return (
    members.some(
      ({ holder, member }) => (GLOBAL_OBJECTS.has(holder) && globals.includes(member)) || modules.includes(holder),
    ) ||
    variables.some((name) => client.variables.includes(name)) ||
    texts.some(isNamed) ||
    names.some((name) => modules.includes(name)) ||
    (hasStandIn && globals.includes('fetch'))
  );
}

function replacedBy(tree: ts.SourceFile): Replaced {
  const found = {
    members: [] as { holder: string; member: string }[],
    variables: [] as string[],
    texts: [] as string[],
    names: [] as string[],
    hasStandIn: false,
    imports: importsOf(tree),
  };
  const note = (node: ts.Node): void => {
    if (tsc.isBinaryExpression(node)) noteAssignment(node, found);
    else if (tsc.isCallExpression(node)) noteCall(node, found);
    else if (tsc.isImportDeclaration(node)) found.hasStandIn ||= isStandIn(node.moduleSpecifier);
    tsc.forEachChild(node, note);
  };
  note(tree);
  return found;
}

/** `globalThis.fetch = …`, `process.env.CLEVER_BASE = …`; what is assigned where nothing is yet replaces nothing. */
function noteAssignment(
  { left, operatorToken: { kind } }: ts.BinaryExpression,
  { members, variables }: { members: { holder: string; member: string }[]; variables: string[] },
): void {
  if (!isAssignment(kind)) return;
  if (tsc.isPropertyAccessExpression(left) && tsc.isIdentifier(left.expression))
    members.push({ holder: left.expression.text, member: left.name.text });
  const names = kind === tsc.SyntaxKind.EqualsToken ? namesLeadingTo(left) : [];
  if (names.includes('env')) variables.push(names.at(-1) ?? '');
}

/** `vi.spyOn(globalThis, 'fetch')`, `vi.stubEnv('CLEVER_BASE', …)`, `sinon.stub(axios, 'get')`, `jest.mock('axios')` */
function noteCall(
  { expression, arguments: given }: ts.CallExpression,
  { texts, names }: { texts: string[]; names: string[] },
): void {
  if (!tsc.isPropertyAccessExpression(expression) || !REPLACING_METHODS.has(expression.name.text)) return;
  for (const argument of given) {
    if (tsc.isStringLiteralLike(argument)) texts.push(argument.text);
    else if (tsc.isIdentifier(argument)) names.push(argument.text);
  }
}

function isStandIn(specifier: ts.Expression): boolean {
  return tsc.isStringLiteralLike(specifier) && FETCH_STAND_INS.has(specifier.text);
}

function importsOf({ statements }: ts.SourceFile): readonly string[] {
  return statements.flatMap((statement) => {
    if (!tsc.isImportDeclaration(statement) && !tsc.isExportDeclaration(statement)) return [];
    const specifier = statement.moduleSpecifier;
    return specifier && tsc.isStringLiteralLike(specifier) ? [specifier.text] : [];
  });
}
