import {
  apiHosts,
  boundPackages,
  meLinks,
  oldEvents,
  strategyPackages,
  versionedPaths,
  words,
  wordsOfPath,
} from '../clever-api/vocabulary.js';
import type { ApiAdditions } from '../clever-api/index.js';
import type { Configuration } from '../config/configuration.js';
import type { Vocabulary, Wrapper } from '../model/vocabulary.js';

/**
 * The words that mean Clever in a project: Clever's own, and what its configuration adds.
 *
 * @param configuration what the user says of the project
 * @param wrappers the functions that it describes
 */
export function vocabularyOf(configuration: Configuration, wrappers: readonly Wrapper[]): Vocabulary {
  const { hosts, packages, endpoints } = configuration;
  return {
    hosts: [...new Set([...apiHosts, ...hosts.map(({ host }) => host)])],
    bases: hosts.filter(({ host }) => !apiHosts.includes(host)),
    words: new Set([...words, ...endpoints.flatMap(({ path }) => wordsOfPath(path))]),
    paths: versionedPaths,
    links: meLinks,
    events: oldEvents,
    packages: [...new Set([...boundPackages, ...packages.map(({ name }) => name)])],
    strategies: strategyPackages,
    wrappers,
  };
}

/**
 * What a configuration adds to the tables of Clever's API.
 *
 * @param configuration what the user says of the project
 */
export function additionsOf({ hosts, packages, endpoints }: Configuration): ApiAdditions {
  return { hosts: hosts.map(({ host }) => host).filter((host) => !apiHosts.includes(host)), packages, endpoints };
}
