import { basename, dirname, join, resolve } from 'node:path';
import { KnownError } from '../discover/errors.js';
import { kindOf } from '../discover/file-kind.js';
import { findProjectRoot } from '../discover/project.js';
import { toProjectPath } from '../discover/project-path.js';
import type { Finding } from '../model/finding.js';
import type { Rule } from '../rule/rule.js';
import type { HostContext, HostSourceCode } from './host.js';
import { auditText, OpenProject } from './open-project.js';
import { fixableIn } from './other-encoding.js';
import { readSettings, type Settings } from './settings.js';
import { namesClever } from './ties.js';

/** What there is to say of a text. */
export interface Look {
  readonly findings: readonly Finding[];
  /** Why the project of the text cannot be audited, for the rule that asks first to say; null where it can, or was said. */
  readonly trouble: string | null;
}

/** One scan of a text serves all rules. */
const known = new WeakMap<HostSourceCode, Look>();
/** One open project per root and target: a run of ESLint over many files must not audit as many times. */
const projects = new Map<string, OpenProject>();
/** The project of a folder, and when it was looked up; looking it up reads manifests. */
const roots = new Map<string, { readonly root: string; readonly foundAt: number }>();
/** How long, in milliseconds, the project of a folder is believed. */
const ROOT_LASTS = 1000;

/**
 * The findings in the text at hand that ESLint can show: it has no level below a warning.
 *
 * @param context of any rule
 * @param rules all rules
 * @throws KnownError for a wrong setting of ESLint
 */
export function findFindings(context: HostContext, rules: readonly Rule[]): Look {
  const { sourceCode } = context;
  const earlier = known.get(sourceCode);
  if (earlier !== undefined) return earlier;
  const settings = settingsOf(context);
  const look = lookAt(context, settings, rules);
  known.set(sourceCode, { ...look, trouble: null });
  return look;
}

/** ESLint prints an error's message as it is, so it has to say whose it is. */
function settingsOf({ settings }: HostContext): Settings {
  try {
    return readSettings(settings);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    throw new KnownError(`clever-audit: ${error.message}`, { cause: error });
  }
}

/** An error would end the run of ESLint, with all findings of all other files. */
function lookAt(context: HostContext, settings: Settings, rules: readonly Rule[]): Look {
  try {
    const findings = findingsIn(context, settings, rules).filter(({ severity }) => severity !== 'info');
    return { findings, trouble: null };
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    return { findings: [], trouble: `clever-audit cannot check this file: ${error.message}` };
  }
}

function findingsIn(context: HostContext, settings: Settings, rules: readonly Rule[]): readonly Finding[] {
  const path = pathOf(context);
  const { text } = context.sourceCode;
  if (kindOf(path) === null) return [];
  const findings = settings.project
    ? lookInProject(context, path, settings, rules)
    : lookAtTextAlone(path, text, settings, rules);
  return fixableIn(path, text, findings);
}

function lookInProject(
  context: HostContext,
  path: string,
  settings: Settings,
  rules: readonly Rule[],
): readonly Finding[] {
  const root = rootFor(path, settings, context.cwd);
  const key = `${settings.target} ${root}`;
  const project = projects.get(key) ?? new OpenProject({ root, target: settings.target, rules });
  projects.set(key, project);
  return project.findingsIn(path, context.sourceCode.text);
}

/** A project in a folder that is not there holds nothing but the text that is laid over it. */
function lookAtTextAlone(path: string, text: string, { target }: Settings, rules: readonly Rule[]): readonly Finding[] {
  if (!namesClever(text)) return [];
  const root = join(dirname(path), '.clever-audit-alone');
  return auditText({ root, target, rules }, join(root, basename(path)), text);
}

/** A folder that is set holds for the files in it. */
function rootFor(path: string, settings: Settings, cwd: string): string {
  const given = settings.root === null ? null : resolve(cwd, settings.root);
  if (given !== null && toProjectPath(given, path) !== null) return given;
  return projectRootOf(dirname(path));
}

function projectRootOf(folder: string): string {
  const earlier = roots.get(folder);
  if (earlier !== undefined && performance.now() - earlier.foundAt < ROOT_LASTS) return earlier.root;
  const root = findProjectRoot(folder);
  roots.set(folder, { root, foundAt: performance.now() });
  return root;
}

/**
 * Where the text at hand belongs. A text without a file (`<input>`) is taken for one in the working directory; a block
 * that a processor took out of a file (`page.md/0_example.js`) for one beside it, since its imports start from there.
 */
function pathOf({ cwd, filename, physicalFilename, languageOptions }: HostContext): string {
  if (/^<.*>$/.test(filename)) return join(cwd, `__input__${extensionFor(languageOptions)}`);
  const path = resolve(cwd, filename);
  const physicalPath = resolve(cwd, physicalFilename);
  return path.startsWith(physicalPath) && path !== physicalPath ? `${physicalPath}.${basename(path)}` : path;
}

/** What no file name tells is told by the parser: TypeScript's reads what no other does. */
function extensionFor(languageOptions: HostContext['languageOptions']): string {
  const { parser, parserOptions } = languageOptions;
  if (!/typescript/i.test(parser?.meta?.name ?? '')) return '.js';
  return parserOptions?.ecmaFeatures?.jsx ? '.tsx' : '.ts';
}
