import { isJsonObject, parseJson, type JsonObject } from '../../discover/loose-json.js';

/** A file to write. */
export interface PlannedFile {
  /** Relative to the root of the project. */
  readonly file: string;
  readonly text: string;
  /** Whether the file is there already, and gets a hook beside what it has. */
  readonly isAddition?: boolean;
}

/** What is set up, and what has to be done by hand. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  /** Sentences. */
  readonly remarks: readonly string[];
}

/** Looks at a project. */
export interface ProjectFiles {
  /** The text of a file; null where there is none. */
  read(file: string): string | null;
}

/** What was answered. */
export interface Answers {
  readonly preset: 'recommended' | 'strict';
  readonly ci: 'github' | 'gitlab' | 'none';
  readonly hook: boolean;
}

/** Puts plans together. */
export function joinPlans(plans: readonly Plan[]): Plan {
  return { files: plans.flatMap(({ files }) => files), remarks: plans.flatMap(({ remarks }) => remarks) };
}

/** Plans a file that is written where there is none. */
export function newFile(project: ProjectFiles, file: string, text: string): Plan {
  if (project.read(file) === null) return { files: [{ file, text }], remarks: [] };
  return { files: [], remarks: [`${file} already exists and was not changed.`] };
}

/** The manifest of a project; one that is no JSON names nothing. */
export function manifestOf(project: ProjectFiles): JsonObject {
  const manifest = parseJson(project.read('package.json') ?? '');
  return isJsonObject(manifest) ? manifest : {};
}

/** The names of the packages that a manifest lists. */
export function dependenciesOf(project: ProjectFiles): readonly string[] {
  const manifest = manifestOf(project);
  return ['dependencies', 'devDependencies'].flatMap((key) => Object.keys(Object(manifest[key]) as object));
}
