import * as morphCommon from '@ts-morph/common';
import * as ajv from 'ajv';
import ignore from 'ignore';
import * as jsonc from 'jsonc-parser';
import picomatch from 'picomatch';
import * as morph from 'ts-morph';
import * as yaml from 'yaml';
import configurationSchema from '../../../config.schema.json';
import manifest from '../../../../package.json';

/** What the engine loads when it needs it. Lock files of Yarn are not read here. */
const MODULES: Readonly<Record<string, unknown>> = {
  '@ts-morph/common': morphCommon,
  ajv,
  'clever-audit/config.schema.json': configurationSchema,
  'clever-audit/package.json': manifest,
  ignore,
  'jsonc-parser': jsonc,
  picomatch,
  'ts-morph': morph,
  yaml,
};

/** A `require` that knows the modules above. */
export function createRequire(): (name: string) => unknown {
  return (name) => {
    if (name in MODULES) return MODULES[name];
    throw new Error(`Cannot find module '${name}'`);
  };
}

/** Whether a specifier is that of a module of Node, of which those with a slash matter. */
export function isBuiltin(name: string): boolean {
  return /^(?:node:|(?:assert|dns|fs|inspector|path|readline|stream|timers|util)\/)/.test(name);
}
