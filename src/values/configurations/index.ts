import type { ts } from 'ts-morph';
import { settledVariables } from '../environment.js';
import type { Evaluation } from '../evaluation.js';
import type { CallSite, ValueOf, Values } from '../value.js';
import { appSetting } from './app-files.js';
import { configFolder, folderSetting } from './config-folder.js';
import { convict } from './convict.js';
import type { ConfigurationLibrary } from './library.js';
import { nconf } from './nconf.js';
import { nestConfig } from './nest.js';
import { nuxtSetting } from './nuxt.js';
import { nodeConfig, nodeConfigMember } from './node-config.js';

const LIBRARIES: readonly ConfigurationLibrary[] = [nodeConfig, nestConfig, convict, nconf, configFolder];

/**
 * What a library answers that keeps the settings of the program.
 *
 * @returns null for any other call, and for a setting that is written nowhere
 */
export function configurationValue(callee: ValueOf<'external'>, site: CallSite, evaluation: Evaluation): Values | null {
  for (const library of LIBRARIES) {
    const values = library(callee, site, evaluation);
    if (values) return values;
  }
  return null;
}

/** Settings become their values where they are read: variables of the environment, and members of the objects that hold settings. */
export function settled(values: Values, node: ts.Node, evaluation: Evaluation): Values {
  return settledVariables(values, node, evaluation).flatMap((value): Values => {
    const ofLibrary = value.kind === 'external' ? settingOfLibrary(value, node, evaluation) : null;
    return ofLibrary ?? folderSetting(value, node, evaluation) ?? [value];
  });
}

function settingOfLibrary(value: ValueOf<'external'>, node: ts.Node, evaluation: Evaluation): Values | null {
  return (
    nodeConfigMember(value, node, evaluation) ??
    nuxtSetting(value, node, evaluation) ??
    appSetting(value, node, evaluation)
  );
}
