import type { Environments, EnvironmentValue } from '../discover/environment.js';
import type { Configuration } from './configuration.js';

/**
 * What the env files of a project say, and what its configuration adds. A value that both have is that of the env file,
 * which is where it can be changed.
 */
export function withConfiguredValues(environments: Environments, configuration: Configuration): Environments {
  const { variables } = configuration;
  if (variables.length === 0) return environments;
  return {
    broken: environments.broken,
    valuesFor(name, file) {
      const values = environments.valuesFor(name, file);
      const added = configuration.valuesOf(name, file).filter((value) => !values.some((each) => each.value === value));
      return [...values, ...added.map(withoutPlace)];
    },
    namesWithValue(test) {
      const added = variables.filter(({ value }) => test(value)).map(({ name }) => name);
      return [...new Set([...environments.namesWithValue(test), ...added])];
    },
  };
}

/** A change of the configuration would change no program, so the value has no place that a change could be made at. */
function withoutPlace(value: string): EnvironmentValue {
  return { value, span: null, verbatim: false };
}
