import { resolve } from 'node:path';
import { readConfiguration, type Configuration } from '../config/configuration.js';
import { withConfiguredValues } from '../config/environments.js';
import { openComponents } from '../discover/components.js';
import { openCorpus, type Corpus } from '../discover/corpus.js';
import { openEnvironments } from '../discover/environment.js';
import { isPartOfName } from '../discover/haystack.js';
import { findManifests, type ManifestFiles } from '../discover/manifests.js';
import { openUnseenImports } from '../discover/unseen-imports.js';
import { openMentions, type Mentions } from '../discover/mentions.js';
import type { LanguageTarget } from '../discover/language-target.js';
import { openModules, type Modules } from '../discover/modules.js';
import { selectFiles, type Selection } from '../discover/selection.js';
import { findTextFiles, findTracedFiles } from '../discover/traces.js';
import { openViews } from '../discover/views.js';
import { openWholeImports } from '../discover/whole-imports.js';
import type { Texts } from '../engine/edits.js';
import type { SkippedFile } from '../discover/skipped-file.js';
import type { Sources } from '../program/sources.js';
import { oncePerObject } from '../model/once-per-object.js';
import type { Vocabulary } from '../model/vocabulary.js';

const ANY_NAME = /./;

/** A project as a run reads it: its files, and which of them are reported. */
export interface Project {
  readonly sources: Sources;
  /** What the user says of it. */
  readonly configuration: Configuration;
  readonly selection: Selection;
  readonly skipped: readonly SkippedFile[];
  /** Folders in which a run is writing, or was stopped while it wrote. */
  readonly unfinished: readonly string[];
  /** The files that hold a trace of Clever. */
  tracedFiles(vocabulary: Vocabulary): readonly string[];
  /** The files that are no JavaScript and name one of Clever's hosts. */
  textFiles(vocabulary: Vocabulary): readonly string[];
  /** The files that say which packages are installed, if one of them names a package that means Clever. */
  manifestFiles(vocabulary: Vocabulary): ManifestFiles;
  /** The text of a file as it is, without its byte-order mark. */
  textOf(file: string): string;
  /** The oldest thing that runs a script as it is, as its package says; null where nothing is said. */
  languageTargetOf(script: string): LanguageTarget | null;
  /** Whether it holds a file under this name. */
  isRead(file: string): boolean;
  hasByteOrderMark(file: string): boolean;
  /** Whether a change of the file can be written; a file in another encoding would be in UTF-8 afterwards. */
  isWritable(file: string): boolean;
  /** The text at a path, links followed; null where no file is, or one that cannot be read. */
  textIfThere(path: string): string | null;
  /** The templates that were read so far, because the program shows them. */
  viewsRead(): readonly string[];
  /** All files that are read, of every kind. */
  allFiles(): readonly string[];
  /** The same, and the files that are read only for the ids in them. */
  filesWithIds(): readonly string[];
  /** The files that hold a text, letter for letter. */
  filesHolding(text: string): readonly string[];
  /** The same project with other texts in some files. */
  withTexts(texts: Texts): Project;
}

/** Which project to open. */
export interface ProjectOptions {
  /** Absolute. */
  readonly root: string;
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly overlay?: ReadonlyMap<string, Uint8Array | string>;
  readonly deleted?: ReadonlySet<string>;
  /** Whether data is read too, in which ids are looked for. */
  readonly withData?: boolean;
}

/**
 * Opens a project.
 *
 * @throws KnownError for a path that does not exist or under which nothing can be audited, and for a configuration that
 *   is not right
 */
export function openProject(options: ProjectOptions): Project {
  const { root, cwd, paths, overlay, deleted, withData = false } = options;
  const named = paths.map((path) => resolve(cwd, path));
  const corpus = openCorpus({
    root,
    named,
    withData,
    ...(overlay ? { overlay } : {}),
    ...(deleted ? { deleted } : {}),
  });
  const configuration = readConfiguration(corpus);
  const selection = selectFiles(corpus, cwd, paths, (file) => configuration.isIgnored(file));
  return toProject(corpus, configuration, selection, openLookUps(corpus));
}

/** What is asked of the texts of a project as they were opened. */
interface LookUps {
  readonly modules: Modules;
  readonly mentions: Mentions;
  readonly mayImport: (file: string) => readonly string[];
  readonly mayTakeWhole: (importer: string, file: string) => boolean;
}

function openLookUps(corpus: Corpus): LookUps {
  const modules = openModules(corpus);
  return {
    modules,
    mentions: openMentions(corpus),
    mayImport: openUnseenImports(corpus, modules),
    mayTakeWhole: openWholeImports(corpus, (specifier, fromFile) => modules.resolve(specifier, fromFile)),
  };
}

function toProject(corpus: Corpus, configuration: Configuration, selection: Selection, lookUps: LookUps): Project {
  const { modules, mentions, mayImport, mayTakeWhole } = lookUps;
  const components = openComponents(corpus);
  const views = openViews(corpus, (file) => modules.packageOf(file));
  const named = oncePerObject((form: RegExp) => filesOf(corpus).filter((file) => form.test(file)));
  const environments = withConfiguredValues(openEnvironments(corpus), configuration);
  return {
    selection,
    configuration,
    get skipped() {
      return [...corpus.skipped, ...components.cut(), ...modules.broken, ...environments.broken];
    },
    unfinished: corpus.unfinished,
    textOf: (file) => corpus.text(file),
    languageTargetOf: (script) => modules.languageTargetOf(script),
    sources: {
      text: (file) => components.of(file)?.script ?? corpus.text(file),
      wholeText: (file) => corpus.text(file),
      component: (file) => components.of(file),
      views,
      resolve: (specifier, fromFile) => modules.resolve(specifier, fromFile),
      importersOf: (file) => modules.importersOf(file),
      declarationsOf: (script) => modules.declarationsOf(script),
      mayImport,
      mayTakeWhole,
      mentions: (file, name) => mentions.mentions(file, name),
      filesMentioning: (name) => mentions.filesMentioning(name),
      filesHolding: (text, form = ANY_NAME) => named(form).filter((file) => corpus.holds(file, text)),
      packageOf: (file) => modules.packageOf(file),
      isEntry: (file) => modules.isEntry(file),
      isPublished: (file) => modules.isPublished(file),
      commandsOf: (file) => modules.commandsOf(file),
      compilerFlagsOf: (file) => modules.compilerFlagsOf(file),
      environmentValues: (name, file) => environments.valuesFor(name, file),
    },
    isRead: (file) => corpus.find(file) === file,
    hasByteOrderMark: (file) => corpus.hasByteOrderMark(file),
    isWritable: (file) => !corpus.isReencoded(file),
    textIfThere: (path) => {
      const file = corpus.find(path);
      return file === null ? null : corpus.text(file);
    },
    viewsRead: () => views.read(),
    allFiles: () => filesOf(corpus),
    filesWithIds: () => filesWithIds(corpus),
    filesHolding: (text) => filesOf(corpus).filter((file) => corpus.holds(file, text)),
    tracedFiles: (vocabulary) => findTracedFiles({ corpus, environments, mentions, modules, vocabulary }),
    textFiles: (vocabulary) => findTextFiles({ corpus, vocabulary }),
    manifestFiles: (vocabulary) => findManifests(corpus, vocabulary),
    // What imports what, and who mentions what, is asked of the texts as they were: a fix adds no import.
    withTexts: (texts) => toProject(withTexts(corpus, texts), configuration, selection, lookUps),
  };
}

/** The files of all kinds that could be read, sorted. */
function filesOf({ files, environmentFiles, jsonFiles, textFiles, find }: Corpus): readonly string[] {
  const data = [...jsonFiles, ...textFiles].filter((file) => find(file) === file);
  return [...files, ...environmentFiles, ...data].sort();
}

function filesWithIds(corpus: Corpus): readonly string[] {
  const others = [...corpus.viewFiles, ...corpus.dataFiles].filter((file) => corpus.find(file) === file);
  return [...filesOf(corpus), ...others].sort();
}

function withTexts(corpus: Corpus, texts: Texts): Corpus {
  return {
    root: corpus.root,
    files: corpus.files,
    environmentFiles: corpus.environmentFiles,
    jsonFiles: corpus.jsonFiles,
    textFiles: corpus.textFiles,
    viewFiles: corpus.viewFiles,
    dataFiles: corpus.dataFiles,
    skipped: corpus.skipped,
    unfinished: corpus.unfinished,
    hasLinks: corpus.hasLinks,
    find: corpus.find,
    placesInSources: (word) => corpus.placesInSources(word),
    findAbsolute: (path) => corpus.findAbsolute(path),
    hasByteOrderMark: (file) => corpus.hasByteOrderMark(file),
    isReencoded: (file) => corpus.isReencoded(file),
    text: (file) => texts.get(file) ?? corpus.text(file),
    bytes: (file) => {
      const text = texts.get(file);
      return text === undefined ? corpus.bytes(file) : Buffer.from(text);
    },
    mayNameClever: (file) => isPartOfName(texts.get(file) ?? '') || corpus.mayNameClever(file),
    holds: (file, word) => texts.get(file)?.includes(word) ?? corpus.holds(file, word),
  };
}
