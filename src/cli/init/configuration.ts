import { CONFIGURATION_KEY, CONFIGURATION_NAMES } from '../../discover/configuration-name.js';
import { manifestOf, newFile, type Answers, type Plan, type ProjectFiles } from './files.js';
import type { PackageManager } from './package-manager.js';

/** Plans the configuration file, where no other place holds a configuration. */
export function planConfiguration(project: ProjectFiles, { preset }: Answers): Plan {
  const file = CONFIGURATION_NAMES.find((name) => project.read(name) !== null);
  if (file !== undefined) return { files: [], remarks: [`${file} already exists and was not changed.`] };
  if (CONFIGURATION_KEY in manifestOf(project)) {
    return { files: [], remarks: ['package.json already has a configuration and was not changed.'] };
  }
  const content = { $schema: './node_modules/clever-audit/docs/config.schema.json', preset };
  return newFile(project, 'clever-audit.config.json', `${JSON.stringify(content, null, 2)}\n`);
}

/**
 * Plans the job for CI.
 *
 * @param manager what installs the packages of the project
 * @param templates the text of a file in the package's `docs/ci`, which is written for npm
 */
export function planCi(
  project: ProjectFiles,
  { ci }: Answers,
  manager: PackageManager,
  templates: (name: string) => string,
): Plan {
  if (ci === 'none') return { files: [], remarks: [] };
  const [file, name] =
    ci === 'github' ? ['.github/workflows/clever-audit.yml', 'github.yml'] : ['.gitlab-ci.yml', 'gitlab.yml'];
  // The first line of a template says where it belongs.
  const text = jobFor(templates(name).replace(/^#.*\n/, ''), manager).replace('[main]', `[${mainBranchOf(project)}]`);
  if (ci === 'github' || project.read(file) === null) return newFile(project, file, text);
  const included = '.gitlab/clever-audit.yml';
  const plan = newFile(project, included, text);
  return { ...plan, remarks: [...plan.remarks, toInclude(project.read(file) ?? '', included)] };
}

/** How the configuration of GitLab includes another file. */
function toInclude(configuration: string, included: string): string {
  if (/^include:/m.test(configuration))
    return `In .gitlab-ci.yml, add this to the list of include: - local: ${included}`;
  return `Add this to .gitlab-ci.yml: include: { local: ${included} }`;
}

/** The branch that others start from: what the remote says, else the one that is checked out; `main` where neither is known. */
function mainBranchOf(project: ProjectFiles): string {
  const branchIn = (file: string, folder: string): string | undefined => {
    const [, reference = ''] = /^ref: (.*)$/m.exec(project.read(file) ?? '') ?? [];
    const name = reference.startsWith(folder) ? reference.slice(folder.length) : '';
    // Any other name would have to be quoted.
    return /^[\w/-]+$/.test(name) ? name : undefined;
  };
  return (
    branchIn('.git/refs/remotes/origin/HEAD', 'refs/remotes/origin/') ?? branchIn('.git/HEAD', 'refs/heads/') ?? 'main'
  );
}

/** A job for npm, written for another package manager. */
function jobFor(job: string, { name, install, run, setup, isCached }: PackageManager): string {
  const steps = setup === null ? [install] : [setup, install];
  return job
    .replace(/^( *)cache: npm\n/m, isCached ? `$1cache: ${name}\n` : '')
    .replace(/^( *- .*)npm ci$/m, (_line, start: string) => steps.map((step) => `${start}${step}`).join('\n'))
    .replace('npx clever-audit', `${run} clever-audit`);
}
