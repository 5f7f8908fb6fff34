import { filesLeadingTo } from '../model/leading-files.js';
import type { Vocabulary, Wrapper } from '../model/vocabulary.js';
import { codeOfTemplate } from '../model/page-template.js';
import { LOOK_ALIKE } from '../model/clever-name.js';
import { isComponent, parseComponent } from './components.js';
import type { Corpus } from './corpus.js';
import type { Environments } from './environment.js';
import { isPartOfName } from './haystack.js';
import type { Mentions } from './mentions.js';
import type { Modules } from './modules.js';
import { FOREIGN_FOLDER } from './project-path.js';

/** What the search for traces looks into. */
export interface TraceSearch {
  readonly corpus: Corpus;
  readonly environments: Environments;
  readonly mentions: Mentions;
  readonly modules: Modules;
  /** The words that mean Clever, over the name itself. */
  readonly vocabulary: Omit<Vocabulary, 'links'>;
}

const NAME = /clever/gi;
const WORD_BEFORE = /[\w$-]*$/;
const WORD_BEHIND = /^[\w$-]*/;
/** A longer word, or a longer line before it, is looked at in part: it is a trace then, which costs milliseconds. */
const LONGEST_LOOK = 200;
const COMMENT_BEFORE = /^\s*(?:\*|\/\*)|(?<!:)\/\/|\/\*/;

/**
 * The source files that may have to do with Clever: they hold its name, a host or a package; or they mention a variable
 * that an env file sets to a Clever URL; or they import JSON that holds one. When in doubt a file counts, unless nothing in the whole project may be an address.
 *
 * @returns paths relative to the root, sorted
 */
export function findTracedFiles({
  corpus,
  environments,
  mentions,
  modules,
  vocabulary,
}: TraceSearch): readonly string[] {
  const needles = needlesOf(vocabulary);
  const holdsTrace = (file: string): boolean =>
    needles.some((needle) => corpus.holds(file, needle)) ||
    (corpus.mayNameClever(file) && hasTraceInText(programOf(corpus, file)));
  const sources = corpus.files.filter((file) => !isLintConfiguration(file));
  const traced = new Set(sources.filter((file) => hasTraceInName(file) || holdsTrace(file)));
  // The name alone asks for nothing: a button for signing in, the name of a theme.
  let isAsking = [...traced].some((file) => mayAsk(programOf(corpus, file), vocabulary));
  const names = environments.namesWithValue(
    (value) => needles.some((needle) => value.includes(needle)) || (isPartOfName(value) && hasTraceInText(value)),
  );
  for (const name of names) for (const file of mentions.filesMentioning(name)) traced.add(file);
  for (const data of corpus.jsonFiles) {
    if (corpus.find(data) !== data || !holdsTrace(data)) continue;
    const behind = filesBehindProxy(data, corpus, mentions);
    if (isManifest(data) && !behind.length) continue;
    isAsking = true;
    for (const file of [...behind, ...modules.importersOf(data)]) traced.add(file);
  }
  for (const wrapper of vocabulary.wrappers ?? [])
    for (const file of usersOf(wrapper, modules, mentions)) traced.add(file);
  return isAsking || names.length || vocabulary.wrappers?.length ? [...traced].sort() : [];
}

/** Names of what may hold an address, or ask for one: `cleverUrl`, `config.get('clever.host')`, `baseOfClever`. */
const NAMES_ADDRESS =
  /clever[\w.-]{0,60}(?:url|uri|host|base|endpoint|origin|server|api|domain|config|client|fetch|http|request)|(?:url|uri|host|base|endpoint|origin|server|api|domain|config|client)[\w.-]{0,60}clever/i;

/** Parts of which a host may be put together: `['api', 'clever', 'com'].join('.')`, `api.clever.${domain}`. */
const PARTS_OF_HOST = /["'`.}]clever\.?["'`][^]*(?:["'`]\.?|\}\.)com["'`/:]|clever\.\$\{/;

/** Whether a file can be one by which a request comes to be Clever's: by a host, a package, an event, or a name. */
function mayAsk(text: string, vocabulary: Omit<Vocabulary, 'links'>): boolean {
  const { hosts, packages, events, paths = [], wrappers = [] } = vocabulary;
  // Beside the name, a path with a version of Clever's says enough, whatever its base is called.
  if (versionsIn(paths).some((front) => text.includes(front))) return true;
  // The pages for signing in are no part of the API.
  if (/clever\.com(?!\/oauth)/i.test(text) || PARTS_OF_HOST.test(text)) return true;
  // A variable of the environment is spelled so.
  if (text.includes('CLEVER_') || NAMES_ADDRESS.test(text)) return true;
  if ([...hosts, ...(events?.types ?? [])].some((word) => text.includes(word))) return true;
  const modules = wrappers.flatMap(({ module, file }) => (file === null ? [module] : []));
  return [...text.matchAll(MODULE)].some(([, name]) => [...packages, ...modules].some((each) => isOf(name, each)));
}

/** `/v1.1/` of `/v1.1/schools`, each once. */
function versionsIn(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => path.slice(0, path.indexOf('/', 1) + 1)))];
}

/** `from 'clever'`, `require('clever/mock')`, `import('clever')`, `import 'clever'` */
const MODULE = /\b(?:from|import|require)\s*(?:\(\s*)?['"]([^'"]+)['"]/g;

function isOf(specifier: string | undefined, name: string): boolean {
  return specifier === name || (specifier?.startsWith(`${name}/`) ?? false);
}

/** The file of functions that the user describes, and those that import it, at any distance, and name one of them. */
function usersOf({ file, functions, instance }: Wrapper, modules: Modules, mentions: Mentions): readonly string[] {
  if (file === null) return [];
  const names = [...functions, ...(instance ? [instance.of] : [])].flatMap((name) => name.split('.'));
  const isDefault = names.includes('default');
  const isMentioning = (each: string): boolean => names.some((name) => mentions.mentions(each, name));
  return [...filesLeadingTo([file], modules)].filter((each) => each === file || isDefault || isMentioning(each));
}

/**
 * The files that are no JavaScript, and the components with code in their templates, that name one of Clever's hosts, or
 * name Clever and hold a path with a version of it.
 *
 * @returns paths relative to the root, sorted
 */
export function findTextFiles({ corpus, vocabulary }: Pick<TraceSearch, 'corpus' | 'vocabulary'>): readonly string[] {
  const { hosts, paths = [] } = vocabulary;
  const versions = versionsIn(paths).map((front) => front.slice(1));
  const holdsOneOf = (file: string, words: readonly string[]): boolean =>
    words.some((word) => corpus.holds(file, word));
  const namesClever = (file: string): boolean =>
    hasTraceInName(file) || (corpus.mayNameClever(file) && hasTraceInText(corpus.text(file)));
  const others = [...corpus.jsonFiles, ...corpus.textFiles, ...corpus.viewFiles];
  const readable = others.filter((file) => corpus.find(file) === file);
  const components = corpus.files.filter(isComponent);
  const isOfClever = (file: string): boolean =>
    holdsOneOf(file, hosts) || (holdsOneOf(file, versions) && namesClever(file));
  const asksInTemplate = (file: string): boolean => {
    const code = codeOfTemplate(file, corpus.text(file));
    return [...hosts, ...versions].some((word) => code.includes(word));
  };
  return [...corpus.environmentFiles, ...readable, ...components]
    .filter((file) => !FOREIGN_FOLDER.test(file) && isOfClever(file))
    .filter((file) => !isComponent(file) || asksInTemplate(file))
    .sort();
}

/** The prose of a page is no trace. */
function programOf(corpus: Corpus, file: string): string {
  const text = corpus.text(file);
  return isComponent(file) ? parseComponent(file, text).script : text;
}

/** What cannot be found by the name: hosts and packages that the configuration adds. */
function needlesOf({ hosts, packages, wrappers = [] }: Omit<Vocabulary, 'links'>): readonly string[] {
  const wrapping = wrappers.flatMap(({ module, file }) => (file === null ? [module] : []));
  return [...hosts, ...packages, ...wrapping].filter((word) => !/clever/i.test(word));
}

function hasTraceInText(text: string): boolean {
  for (const { index } of text.matchAll(NAME)) {
    const [before] = WORD_BEFORE.exec(text.slice(Math.max(0, index - LONGEST_LOOK), index)) ?? [''];
    const [behind] = WORD_BEHIND.exec(text.slice(index, index + LONGEST_LOOK)) ?? [''];
    const word = before + behind;
    if (!LOOK_ALIKE.test(word) && !isProse(text, index - before.length, word)) return true;
  }
  return false;
}

/** The adjective in a comment: `// a clever trick`. Next to anything but a space (`clever.com`) it is never prose. */
function isProse(text: string, at: number, word: string): boolean {
  if (word !== 'clever' || !/^\s/.test(text.slice(at + word.length, at + word.length + 1))) return false;
  const lineStart = Math.max(text.lastIndexOf('\n', at) + 1, at - LONGEST_LOOK);
  return COMMENT_BEFORE.test(text.slice(lineStart, at));
}

/** A file called after Clever counts even if it only forwards what others hold: `src/clever/index.ts`. */
function hasTraceInName(file: string): boolean {
  return /clever/i.test(file) && hasTraceInText(file.split('/').slice(-2).join('/'));
}

/** The setting under which a file of settings names the server that requests are sent on to. */
const PROXY = /"(?:proxy|target|destination)"\s*:\s*"https?:/;

/** What paths begin with that are sent on, as a file of settings writes it: `"/api"`, `"^/api/*"`, `"/api/:path*"`. */
const FRONT = /"\^?\/([\w-]+)/g;

/** The files that may ask for what a server is told in a file of settings to send on: those that hold what it is known by. */
function filesBehindProxy(data: string, corpus: Corpus, mentions: Mentions): readonly string[] {
  const text = corpus.text(data);
  if (!PROXY.test(text)) return [];
  const fronts = isManifest(data) ? ['me', 'v1'] : [...text.matchAll(FRONT)].flatMap(([, front]) => front ?? []);
  return [...new Set(fronts)].flatMap((front) => mentions.filesMentioning(front));
}

/** Manifests name the packages a project installs; what matters is where those are imported. */
function isManifest(file: string): boolean {
  return /(?:^|\/)(?:package|package-lock|npm-shrinkwrap)\.json$/.test(file);
}

/** A project that lints with the plugin has its name there, and would else pay for a scan on that account alone. */
function isLintConfiguration(file: string): boolean {
  return /(?:^|\/)eslint\.config\.[cm]?[jt]s$/.test(file);
}
