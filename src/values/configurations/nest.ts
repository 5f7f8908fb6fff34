import { fileOf } from '../../program/program.js';
import { tsc } from '../../syntax/compiler.js';
import { givenParameters } from '../../syntax/functions.js';
import type { ts } from 'ts-morph';
import { argumentValues } from '../arguments.js';
import { dottedName } from '../environment.js';
import type { Evaluation } from '../evaluation.js';
import { isMember } from '../external.js';
import { membersAt } from '../member-path.js';
import { siteAt } from '../call-sites.js';
import { EMPTY_CONTEXT, type CallSite, type Value, type ValueOf, type Values } from '../value.js';
import { keyOf, orNull, resultsOf, type ConfigurationLibrary } from './library.js';

const MODULE = '@nestjs/config';

/**
 * `config.get('clever.base')` of Nest, whose settings are what the functions answer that `registerAs` and
 * `ConfigModule.forRoot({ load })` are handed.
 *
 * @see https://docs.nestjs.com/techniques/configuration#configuration-namespaces
 */
export const nestConfig: ConfigurationLibrary = (callee, site, evaluation) => {
  const namespaced = namespaceOf(callee);
  if (namespaced) return orNull(settingsIn(namespaced, evaluation));
  if (!/[.:]ConfigService\.get(?:OrThrow)?$/.test(dottedName(callee))) return null;
  const key = keyOf(site, evaluation);
  if (key === null) return null;
  const [first = '', ...rest] = key.split('.');
  const inNamespace = namespacesNamed(first, evaluation).flatMap((each) => settingsIn(each, evaluation));
  return orNull([
    ...membersAt(inNamespace, rest, evaluation),
    ...membersAt(loadedSettings(site, evaluation), [first, ...rest], evaluation),
  ]);
};

/** The settings behind `ConfigType<typeof clever>`; empty for any other type. */
export function nestConfigType(type: ts.TypeReferenceNode, evaluation: Evaluation): Values {
  const [of] = type.typeArguments ?? [];
  if (type.typeName.getText() !== 'ConfigType' || !of || !tsc.isTypeQueryNode(of)) return [];
  const name: ts.Node = of.exprName;
  return evaluation.evaluate(name, EMPTY_CONTEXT).flatMap((value) => {
    const site = value.kind === 'external' ? namespaceOf(value) : null;
    return site ? settingsIn(site, evaluation) : [];
  });
}

/** The call `registerAs('clever', () => ({ … }))` that a value comes from. */
function namespaceOf(value: ValueOf<'external'>): CallSite | null {
  const last = value.steps.at(-1);
  const callee: Value = { ...value, steps: value.steps.slice(0, -1) };
  return last?.kind === 'call' && isMember(callee, MODULE, ['registerAs']) ? last.site : null;
}

function namespacesNamed(name: string, evaluation: Evaluation): readonly CallSite[] {
  return callsOf('registerAs', ['registerAs'], evaluation).filter((site) => keyOf(site, evaluation) === name);
}

function settingsIn(site: CallSite, evaluation: Evaluation): Values {
  return resultsOf(argumentValues(site, evaluation)[1] ?? [], site, evaluation);
}

/** What the functions answer that are listed in `load`; where no such list is in sight, those that files export as such. */
function loadedSettings(site: CallSite, evaluation: Evaluation): Values {
  const listed = listedSettings(evaluation);
  return listed.length ? listed : exportedSettings(site, evaluation);
}

/** `export default () => ({ clever: { … } })` of the same package, as the documentation of Nest has it. */
function exportedSettings(site: CallSite, evaluation: Evaluation): Values {
  const { index, sources } = evaluation;
  const own = site.node && sources.packageOf(fileOf(site.node));
  return index.files
    .map((file) => fileOf(file))
    .filter((file) => sources.packageOf(file) === own)
    .flatMap((file) => evaluation.exported(file, 'default'))
    .filter((value) => value.kind === 'function' && !givenParameters(value.node).length)
    .flatMap((value) => resultsOf([value], site, evaluation))
    .filter(({ kind }) => kind === 'object');
}

function listedSettings(evaluation: Evaluation): Values {
  return callsOf('forRoot', ['ConfigModule', 'forRoot'], evaluation).flatMap((site) =>
    (argumentValues(site, evaluation)[0] ?? [])
      .flatMap((options) => evaluation.member(options, 'load'))
      .flatMap((list) => (list.kind === 'array' ? list.elements : []))
      .flatMap(({ node, context }) => resultsOf(evaluation.evaluate(node, context), site, evaluation)),
  );
}

function callsOf(name: string, members: readonly string[], evaluation: Evaluation): readonly CallSite[] {
  return evaluation.index
    .callsNamed(name)
    .filter(({ expression }) =>
      evaluation.evaluate(expression, EMPTY_CONTEXT).some((callee) => isMember(callee, MODULE, members)),
    )
    .map((call) => siteAt(call, EMPTY_CONTEXT));
}
