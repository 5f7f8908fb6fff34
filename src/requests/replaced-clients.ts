import { posix } from 'node:path';
import { GLOBAL_OBJECTS } from '../syntax/scripts.js';
import type { Client } from '../clients/client.js';
import type { Sources } from '../program/sources.js';
import { Trees } from '../program/trees.js';
import { remembered } from '../model/remembered.js';
import { askFile, isScript, mayRunBefore, openLeadingFiles, runsBefore, type Replacing } from './replacing-files.js';
import { replacedBy, type Replaced } from './replacing-code.js';
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
 * A file counts if it may have been run before the code that makes the request.
 */
export type FilesReplacing = (client: Client, file: string, variables?: readonly string[]) => readonly string[];

/** The environment variables that the addresses of a request are read from. */
export function variablesOf({ urls }: Pick<Request, 'urls'>): readonly string[] {
  return [...new Set(urls.flat().flatMap(({ variable }) => variable ?? []))];
}

/** Looks for each client and each variable once, however many requests are asked about, and reads each file once for all. */
export function openReplacedClients(sources: Sources, trees = new Trees()): FilesReplacing {
  const known = new Map<string, readonly Replacing[]>();
  const leadingTo = openLeadingFiles(sources);
  const look = (replaceable: Replaceable): readonly Replacing[] =>
    remembered(known, JSON.stringify(replaceable), () => filesThatReplace(replaceable, sources, trees));
  return ({ globals, modules }, file, variables = []) => {
    const ofClient = look({ globals, modules, variables: [] });
    const ofAddress = variables.flatMap((name) => look({ globals: [], modules: [], variables: [name] }));
    const counting = [
      ...ofClient.filter((each) => mayRunBefore(file, each, leadingTo, sources)),
      // A server of the tests' own, which others start, may answer the new version as well.
      ...ofAddress.filter((each) => runsBefore(file, each, leadingTo, sources)),
    ].filter((each) => each.file !== file);
    return [...new Set([...counting.map((each) => each.file), ...manualMocks(modules, file, sources)])];
  };
}

/** What Jest takes for packages by itself: https://jestjs.io/docs/manual-mocks#mocking-node-modules */
function manualMocks(modules: readonly string[], file: string, sources: Sources): readonly string[] {
  const manifest = posix.join(sources.packageOf(file), 'package.json');
  return modules.flatMap((name) => sources.resolve(`./__mocks__/${name}`, manifest) ?? []);
}

function filesThatReplace(client: Replaceable, sources: Sources, trees: Trees): readonly Replacing[] {
  const names = [...client.globals, ...client.modules, ...client.variables];
  const mentioning = new Set(names.flatMap((name) => sources.filesMentioning(lastWord(name))));
  return [...mentioning].filter(isScript).flatMap((file) => replacingIn(file, client, sources, trees));
}

/** Empty where a file replaces nothing. One that is nested too deep for the parser may do anything to what it leads to. */
function replacingIn(file: string, client: Replaceable, sources: Sources, trees: Trees): readonly Replacing[] {
  const replaced = askFile(file, replacedBy, sources, trees);
  return !replaced || replaces(replaced, client) ? [{ file, replaced }] : [];
}

/** `fetch` of `node-fetch`, as far as the index of words knows it. */
function lastWord(name: string): string {
  return name.split(/[^\w$]/).at(-1) ?? name;
}

function replaces({ members, variables, texts, hasStandIn }: Replaced, client: Replaceable): boolean {
  const { globals, modules } = client;
  const isNamed = (name: string): boolean => [globals, modules, client.variables].some((each) => each.includes(name));
  return (
    members.some(
      ({ holder: [name = '', ...more], member }) =>
        !more.length &&
        (modules.includes(name) || (GLOBAL_OBJECTS.has(name) && member !== null && globals.includes(member))),
    ) ||
    variables.some((name) => client.variables.includes(name)) ||
    texts.some(isNamed) ||
    (hasStandIn && globals.includes('fetch'))
  );
}
