import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { KnownError } from '../../discover/errors.js';
import { findProjectRoot } from '../../discover/project.js';
import { readTextIfThere } from '../../discover/read-regular-file.js';
import { toDisplayPath } from '../../reporters/places.js';
import { toPrintable } from '../../reporters/printable.js';
import { readPackageFile } from '../../run/package-files.js';
import { UsageError } from '../errors.js';
import { exitCodes } from '../exit-code.js';
import { helpAskedFor } from '../read-words.js';
import { writeReport } from '../report-file.js';
import type { Surroundings } from '../surroundings.js';
import { machineFiles } from '../writing/file-system.js';
import { refuseOutside } from '../writing/target.js';
import { planCi, planConfiguration } from './configuration.js';
import { dependenciesOf, joinPlans, type Answers, type Plan, type ProjectFiles } from './files.js';
import { findHookManager, type HookManager } from './hooks.js';
import { packageManagerOf, type PackageManager } from './package-manager.js';
import { ask, usualAnswers, type Questions } from './questions.js';

/**
 * `clever-audit init`: asks what to set up, and writes it. A file that is there is not changed, but for the
 * configuration of the manager of hooks.
 *
 * @param words the words behind `init`
 * @returns 0; 1 where the person ended it
 * @throws UsageError where there is no terminal to ask at, WriteError when a file cannot be written
 */
export async function initialize(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const { cwd, stdin, stdout } = surroundings;
  const command = defineInit();
  const text = helpAskedFor(command, words);
  if (text !== null) {
    stdout.write(text);
    return exitCodes.clean;
  }
  const root = findProjectRoot(cwd);
  const project: ProjectFiles = { read: (file) => readTextIfThere(path.join(root, file), refuse) };
  const packages = packageManagerOf(project);
  const hooks = findHookManager(project, `${packages.run} clever-audit --staged`);
  const questions = { ci: guessCi(project), manager: hooks?.name ?? null };
  const answers = await answersTo(
    questions,
    command.opts<{ readonly yes?: true }>().yes === true,
    stdin.isTTY === true,
  );
  if (answers === null) return exitCodes.findings;
  const plan = planFor(project, answers, packages, hooks);
  writePlan(plan, root);
  for (const line of [...toLines(plan, root, cwd), `Next: ${packages.run} clever-audit  # shows what to do`])
    stdout.write(`${toPrintable(line)}\n`);
  return exitCodes.clean;
}

/** The command with its options. */
export function defineInit(): Command {
  return new Command('clever-audit init')
    .description(
      'Asks what to set up, then writes a configuration file, a CI job and, for the hook manager of the project, a hook.',
    )
    .option('--yes', 'ask nothing and take the default answers')
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false);
}

async function answersTo(questions: Questions, takesUsual: boolean, isTerminal: boolean): Promise<Answers | null> {
  if (takesUsual) return usualAnswers(questions);
  if (!isTerminal)
    throw new UsageError("init needs a terminal; 'clever-audit init --yes' asks nothing and takes the default answers");
  return ask(questions);
}

/** What is there and cannot be read must not be written over. */
function refuse(file: string, reason: string): never {
  throw new KnownError(`${file} cannot be read: ${reason}`);
}

/** The one whose files are there; GitHub where neither's are. */
function guessCi(project: ProjectFiles): Answers['ci'] {
  return project.read('.gitlab-ci.yml') === null ? 'github' : 'gitlab';
}

function planFor(project: ProjectFiles, answers: Answers, packages: PackageManager, hooks: HookManager | null): Plan {
  return joinPlans([
    planConfiguration(project, answers),
    planCi(project, answers, packages, (name) => readPackageFile('docs', 'ci', name)),
    planHook(project, answers, hooks),
    planInstall(project, answers),
  ]);
}

/** CI installs what the manifest lists, and nothing else. */
function planInstall(project: ProjectFiles, { ci }: Answers): Plan {
  if (ci === 'none' || dependenciesOf(project).includes('clever-audit')) return { files: [], remarks: [] };
  const remark =
    project.read('package.json') === null
      ? "There is no package.json, so the job cannot install clever-audit. Create one with 'npm init --yes', then install clever-audit as its README says."
      : 'package.json does not list clever-audit, so CI cannot run it. Add it: docs/getting-started.md of the package says how.';
  return { files: [], remarks: [remark] };
}

function planHook(project: ProjectFiles, { hook }: Answers, manager: HookManager | null): Plan {
  if (manager) return hook ? manager.plan(project) : { files: [], remarks: [] };
  const remark =
    "No hook was added, because the project does not use husky, lefthook, lint-staged or pre-commit. To get a hook, set up one of them, then run 'clever-audit init' again.";
  return { files: [], remarks: [remark] };
}

function writePlan({ files }: Plan, root: string): void {
  for (const { file } of files) refuseOutside(machineFiles, root, file);
  for (const { file, text } of files) {
    const absolute = path.join(root, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeReport(absolute, text);
  }
}

function toLines({ files, remarks }: Plan, root: string, cwd: string): readonly string[] {
  return [
    ...files.map(
      ({ file, isAddition = false }) =>
        `${isAddition ? 'Added the hook to' : 'Wrote'} ${toDisplayPath(root, file, cwd)}`,
    ),
    ...remarks,
  ];
}
