import { KnownError } from '../discover/errors.js';

/** What `settings.clever` of an ESLint configuration can say. */
export interface Settings {
  /** Whether the whole project is read; else nothing but the file at hand. */
  readonly project: boolean;
  /** The version of Clever's API that code is moved to; null leaves it to the configuration of the project. */
  readonly target: 'v3.0' | 'v3.1' | null;
  /** The folder to read as the project, relative to ESLint's working directory; null finds it from the file. */
  readonly root: string | null;
}

const defaults: Settings = { project: true, target: null, root: null };

/** For each setting, which values it takes, in words and as a test. */
const accepted: Readonly<
  Record<keyof Settings, { readonly words: string; readonly test: (value: unknown) => boolean }>
> = {
  project: { words: 'true or false', test: (value) => typeof value === 'boolean' },
  target: { words: '"v3.0" or "v3.1"', test: (value) => value === 'v3.0' || value === 'v3.1' },
  root: { words: 'the path of a folder', test: (value) => typeof value === 'string' && value !== '' },
};

/**
 * Reads `settings.clever`.
 *
 * @param settings all shared settings of the ESLint configuration
 * @returns the settings, with defaults for those that are not given
 * @throws KnownError that names the setting which does not exist or has a wrong value
 */
export function readSettings(settings: object): Settings {
  const given: unknown = 'clever' in settings ? settings.clever : undefined;
  if (given === undefined) return defaults;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new KnownError(`settings.clever must be an object, not ${spell(given)}.`);
  }
  for (const [name, value] of Object.entries(given)) checkSetting(name, value);
  return { ...defaults, ...withoutUndefined(given) };
}

function checkSetting(name: string, value: unknown): void {
  if (!isSettingName(name)) {
    const names = Object.keys(accepted).join(', ');
    throw new KnownError(`settings.clever.${name} does not exist; the settings are ${names}.`);
  }
  const { words, test } = accepted[name];
  if (value !== undefined && !test(value)) {
    throw new KnownError(`settings.clever.${name} must be ${words}, not ${spell(value)}.`);
  }
}

function isSettingName(name: string): name is keyof Settings {
  return Object.hasOwn(accepted, name);
}

function withoutUndefined(given: object): Partial<Settings> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function spell(value: unknown): string {
  return JSON.stringify(value) ?? typeof value;
}
