import { createRequire } from 'node:module';
import { dependenciesOf, manifestOf, newFile, type Plan, type ProjectFiles } from './files.js';

/** A manager of git hooks. */
export interface HookManager {
  readonly name: 'husky' | 'lefthook' | 'lint-staged' | 'pre-commit';
  plan(project: ProjectFiles): Plan;
}

const LEFTHOOK_FILES = ['lefthook.yml', '.lefthook.yml', 'lefthook.yaml', '.lefthook.yaml'];
const LINT_STAGED_FILES = ['', '.json', '.yaml', '.yml', '.mjs', '.mts', '.cjs', '.cts', '.js', '.ts'].map(
  (ending) => `.lintstagedrc${ending}`,
);
const LINT_STAGED_SCRIPTS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'].map(
  (ending) => `lint-staged.config${ending}`,
);

/**
 * The manager that a project has. One that runs lint-staged comes behind it, for its hook is there.
 *
 * @param command what the hook runs
 * @returns null for a project without one
 */
export function findHookManager(project: ProjectFiles, command: string): HookManager | null {
  const isThere = (file: string): boolean => project.read(file) !== null;
  const depends = (name: string): boolean => dependenciesOf(project).includes(name);
  const lefthookFile = LEFTHOOK_FILES.find(isThere);
  if (isThere('.pre-commit-config.yaml')) return { name: 'pre-commit', plan: (files) => planPreCommit(files, command) };
  if (lefthookFile !== undefined || depends('lefthook')) {
    return { name: 'lefthook', plan: (files) => planLefthook(files, command, lefthookFile ?? 'lefthook.yml') };
  }
  if (depends('lint-staged')) return { name: 'lint-staged', plan: (files) => planLintStaged(files, command) };
  if (isThere('.husky/pre-commit') || depends('husky'))
    return { name: 'husky', plan: (files) => planHusky(files, command) };
  return null;
}

function planHusky(project: ProjectFiles, command: string): Plan {
  const file = '.husky/pre-commit';
  const text = project.read(file) ?? '';
  if (text.includes('clever-audit')) return alreadyIn(file);
  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  return { files: [{ file, text: `${text}${separator}${command}\n`, isAddition: text !== '' }], remarks: [] };
}

function planLefthook(project: ProjectFiles, command: string, file: string): Plan {
  return editYaml(project, file, (document) => {
    const path = ['pre-commit', 'commands', 'clever-audit', 'run'];
    if (document.hasIn(path)) return false;
    document.setIn(path, command);
    return true;
  });
}

function planPreCommit(project: ProjectFiles, command: string): Plan {
  const hook = {
    repo: 'local',
    hooks: [{ id: 'clever-audit', name: 'clever-audit', entry: command, language: 'system', pass_filenames: false }],
  };
  return editYaml(project, '.pre-commit-config.yaml', (document) => {
    if (String(document).includes('clever-audit')) return false;
    if (document.hasIn(['repos'])) document.addIn(['repos'], document.createNode(hook));
    else document.setIn(['repos'], [hook]);
    return true;
  });
}

/**
 * A function, so that the names of the files are not handed on; only a script can hold one. lint-staged reads one
 * configuration alone, so a second file would be ignored, or take the place of the first.
 */
function planLintStaged(project: ProjectFiles, command: string): Plan {
  const files = [...LINT_STAGED_FILES, ...LINT_STAGED_SCRIPTS].filter((file) => project.read(file) !== null);
  const inManifest = Object.hasOwn(manifestOf(project), 'lint-staged') ? ['package.json'] : [];
  const [there] = [...files, ...inManifest];
  if (there === undefined) {
    return newFile(project, 'lint-staged.config.mjs', "export default {\n  '*': () => 'clever-audit --staged',\n};\n");
  }
  if (project.read(there)?.includes('clever-audit --staged')) return alreadyIn(there);
  // Its hook runs lint-staged, and takes one more command.
  if (project.read('.husky/pre-commit') !== null) return planHusky(project, command);
  const beside = `have your hook run '${command}' beside lint-staged`;
  const advice = /\.[cm]?[jt]s$/.test(there)
    ? `lint-staged is set up in ${there}. Add '*': () => 'clever-audit --staged' to it, or ${beside}.`
    : `lint-staged is set up in ${there}, which cannot hold a function. So ${beside}.`;
  return { files: [], remarks: [advice] };
}

type Yaml = import('yaml').Document;

/** Comments and order stay as they are. */
function editYaml(project: ProjectFiles, file: string, edit: (document: Yaml) => boolean): Plan {
  const { parseDocument } = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  const text = project.read(file) ?? '';
  const document = parseDocument(text);
  if (document.errors.length > 0)
    return { files: [], remarks: [`${file} is not valid YAML, so no hook was added to it.`] };
  if (!edit(document)) return alreadyIn(file);
  return { files: [{ file, text: String(document), isAddition: text !== '' }], remarks: [] };
}

function alreadyIn(file: string): Plan {
  return { files: [], remarks: [`${file} already runs clever-audit.`] };
}
