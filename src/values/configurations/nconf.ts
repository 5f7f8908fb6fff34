import { argumentValues } from '../arguments.js';
import { dataIn } from '../data-files.js';
import { dottedName, variableValues } from '../environment.js';
import type { Evaluation } from '../evaluation.js';
import { isMember } from '../external.js';
import { membersAt } from '../member-path.js';
import { siteAt } from '../call-sites.js';
import { EMPTY_CONTEXT, knownText, type CallSite, type Values } from '../value.js';
import { keyOf, orNull, type ConfigurationLibrary } from './library.js';

/** How a store of nconf is filled, by the method that adds it: from the arguments of the call. */
const STORES: Readonly<Record<string, (site: CallSite, evaluation: Evaluation) => Values>> = {
  defaults: (site, evaluation) => argumentValues(site, evaluation)[0] ?? [],
  overrides: (site, evaluation) => argumentValues(site, evaluation)[0] ?? [],
  file: filed,
};

/**
 * `nconf.get('clever:base')`: what its stores hold, the environment among them.
 *
 * @see https://github.com/indexzero/nconf#api-documentation
 */
export const nconf: ConfigurationLibrary = (callee, site, evaluation) => {
  if (dottedName(callee) !== 'nconf.get' || !('module' in callee.root)) return null;
  const key = keyOf(site, evaluation);
  if (key === null) return null;
  const stored = Object.entries(STORES).flatMap(([method, read]) =>
    sitesOf(method, evaluation).flatMap((each) => read(each, evaluation)),
  );
  const set = sitesOf('set', evaluation).filter((each) => keyOf(each, evaluation) === key);
  const found = [
    ...membersAt(stored, key.split(':'), evaluation),
    ...set.flatMap((each) => argumentValues(each, evaluation)[1] ?? []),
  ];
  const variables = site.node ? variableValues(key, site.node, evaluation) : [];
  return orNull(found.length ? [...variables.filter(({ kind }) => kind === 'text'), ...found] : variables);
};

function sitesOf(method: string, evaluation: Evaluation): readonly CallSite[] {
  return evaluation.index
    .callsNamed(method)
    .filter(({ expression }) =>
      evaluation.evaluate(expression, EMPTY_CONTEXT).some((callee) => {
        if (callee.kind !== 'external') return false;
        // `nconf.argv().env().file('config.json')`: each call answers nconf.
        const steps = callee.steps.filter((step) => step.kind === 'member' && step.name !== 'default').slice(-1);
        return isMember({ ...callee, steps }, 'nconf', [method]);
      }),
    )
    .map((call) => siteAt(call, EMPTY_CONTEXT));
}

/** `nconf.file('config.json')`, `nconf.file({ file: 'config.json' })`, `nconf.file('user', 'config.json')` */
function filed(site: CallSite, evaluation: Evaluation): Values {
  const { node } = site;
  if (!node) return [];
  const given = argumentValues(site, evaluation).flat();
  const paths = [...given, ...given.flatMap((options) => evaluation.member(options, 'file'))];
  return paths.filter((path) => knownText(path) !== '').flatMap((path) => dataIn(path, node, evaluation));
}
