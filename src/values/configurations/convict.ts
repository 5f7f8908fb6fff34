import { argumentValues } from '../arguments.js';
import { dataIn } from '../data-files.js';
import { variableValues } from '../environment.js';
import type { Evaluation } from '../evaluation.js';
import { membersAt } from '../member-path.js';
import { siteAt } from '../call-sites.js';
import { EMPTY_CONTEXT, knownText, type CallSite, type Value, type Values } from '../value.js';
import { keyOf, orNull, type ConfigurationLibrary } from './library.js';

/**
 * `config.get('clever.base')` of convict: what the schema says, and what is loaded over it.
 *
 * @see https://github.com/mozilla/node-convict/tree/master/packages/convict#api
 */
export const convict: ConfigurationLibrary = (callee, site, evaluation) => {
  const [made] = callee.steps.flatMap((step) => (step.kind === 'call' ? [step.site] : []));
  const last = callee.steps.at(-1);
  if (!made || !isConvict(callee) || last?.kind !== 'member' || last.name !== 'get') return null;
  const path = keyOf(site, evaluation)?.split('.');
  if (!path) return null;
  const schemas = argumentValues(made, evaluation)[0] ?? [];
  const declared = membersAt(schemas, path, evaluation).flatMap((setting) => declaredValues(setting, site, evaluation));
  return orNull([...declared, ...membersAt(loaded(evaluation), path, evaluation)]);
};

/** `{ default: 'https://…', env: 'CLEVER_BASE' }` */
function declaredValues(setting: Value, site: CallSite, evaluation: Evaluation): Values {
  const { node } = site;
  const variables = node ? evaluation.member(setting, 'env').map(knownText) : [];
  const set = variables.flatMap((name) => (name !== null && node ? variableValues(name, node, evaluation) : []));
  const defaults = evaluation.member(setting, 'default').filter(({ kind }) => kind === 'text');
  return [...set.filter(({ kind }) => defaults.length === 0 || kind === 'text'), ...defaults];
}

/** What is loaded over the schema, by `load` or from files. */
function loaded(evaluation: Evaluation): Values {
  return ['load', 'loadFile'].flatMap((name) =>
    evaluation.index.callsNamed(name).flatMap((call) => {
      const isOurs = evaluation.evaluate(call.expression, EMPTY_CONTEXT).some(isConvict);
      if (!isOurs) return [];
      const [given = []] = argumentValues(siteAt(call, EMPTY_CONTEXT), evaluation);
      return name === 'load' ? given : given.flatMap((path) => dataIn(path, call, evaluation));
    }),
  );
}

function isConvict(value: Value): boolean {
  return value.kind === 'external' && 'module' in value.root && value.root.module === 'convict';
}
