import type { ts } from 'ts-morph';
import { FETCH_STAND_INS, GLOBAL_OBJECTS, REPLACING_METHODS } from '../libraries/stand-ins.js';
import type { Client } from '../clients/client.js';
import type { Sources } from '../program/sources.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
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

/** Looks at each file once for each client and variable, however many requests are asked about. */
export function openReplacedClients(sources: Sources): FilesReplacing {
  const known = new Map<Client | string, readonly Replacing[]>();
  const ofFiles = new Map<string, ReadonlySet<string>>();
  const look = (key: Client | string, replaceable: Replaceable): readonly Replacing[] => {
    const found = known.get(key) ?? filesThatReplace(replaceable, sources);
    known.set(key, found);
    return found;
  };
  return (client, file, variables = []) => {
    const { globals, modules } = client;
    const replacing = [
      ...look(client, { globals, modules, variables: [] }),
      ...variables.flatMap((name) => look(name, { globals: [], modules: [], variables: [name] })),
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

function filesThatReplace(client: Replaceable, sources: Sources): readonly Replacing[] {
  const names = [...client.globals, ...client.modules, ...client.variables];
  const mentioning = new Set(names.flatMap((name) => sources.filesMentioning(lastWord(name))));
  return [...mentioning]
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
    .flatMap((file) => replacingIn(file, client, sources) ?? []);
}

/** Null where a file replaces nothing. One that is nested too deep for the parser may do anything to what it leads to. */
function replacingIn(file: string, client: Replaceable, sources: Sources): Replacing | null {
  try {
    const tree = tsc.createSourceFile(file, sources.text(file), tsc.ScriptTarget.ESNext, true);
    return replaces(tree, client) ? { file, standsAlone: !importsOfProject(tree, file, sources) } : null;
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

function replaces(tree: ts.SourceFile, client: Replaceable): boolean {
  return contains(tree, (node) => {
    if (tsc.isBinaryExpression(node)) return isReplacingAssignment(node, client);
    if (tsc.isCallExpression(node)) return isReplacing(node, client);
    return tsc.isImportDeclaration(node) && client.globals.includes('fetch') && isStandIn(node.moduleSpecifier);
  });
}

/** `globalThis.fetch = …`, `process.env.CLEVER_BASE = …`; what is assigned where nothing is yet replaces nothing. */
function isReplacingAssignment({ left, operatorToken: { kind } }: ts.BinaryExpression, client: Replaceable): boolean {
  if (!isAssignment(kind)) return false;
  if (namesClient(left, client)) return true;
  const names = kind === tsc.SyntaxKind.EqualsToken ? namesLeadingTo(left) : [];
  return names.includes('env') && client.variables.includes(names.at(-1) ?? '');
}

/** `globalThis.fetch`, `axios.get` */
function namesClient(target: ts.Node, { globals, modules }: Replaceable): boolean {
  if (!tsc.isPropertyAccessExpression(target) || !tsc.isIdentifier(target.expression)) return false;
  const holder = target.expression.text;
  return (GLOBAL_OBJECTS.has(holder) && globals.includes(target.name.text)) || modules.includes(holder);
}

/** `vi.spyOn(globalThis, 'fetch')`, `vi.stubEnv('CLEVER_BASE', …)`, `sinon.stub(axios, 'get')`, `jest.mock('axios')` */
function isReplacing({ expression, arguments: given }: ts.CallExpression, client: Replaceable): boolean {
  const { globals, modules, variables } = client;
  if (!tsc.isPropertyAccessExpression(expression) || !REPLACING_METHODS.has(expression.name.text)) return false;
  return given.some((argument) => {
    if (tsc.isStringLiteralLike(argument)) return [...globals, ...modules, ...variables].includes(argument.text);
    return tsc.isIdentifier(argument) && modules.includes(argument.text);
  });
}

function isStandIn(specifier: ts.Expression): boolean {
  return tsc.isStringLiteralLike(specifier) && FETCH_STAND_INS.has(specifier.text);
}

/** Whether a file imports another one of the project. */
function importsOfProject({ statements }: ts.SourceFile, file: string, sources: Sources): boolean {
  return statements.some(
    (statement) =>
      (tsc.isImportDeclaration(statement) || tsc.isExportDeclaration(statement)) &&
      statement.moduleSpecifier !== undefined &&
      tsc.isStringLiteralLike(statement.moduleSpecifier) &&
      sources.resolve(statement.moduleSpecifier.text, file) !== null,
  );
}
