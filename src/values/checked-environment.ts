import { argumentValues } from './arguments.js';
import { isEnvironment } from './environment.js';
import type { Evaluation } from './evaluation.js';
import { memberNames } from './objects.js';
import type { CallSite, Value, ValueOf, Values } from './value.js';

/** Functions of schema libraries that answer what they are given, checked. */
const CHECKS =
  /^(?:(?:safe)?[pP]arse(?:Async)?|validate(?:Sync|Async)?|attempt|cast|decode|assert|create|cleanEnv|createEnv|envsafe)$/;

/** Where `createEnv` is handed the environment, and where its schemas are. */
const OPTIONS = {
  environment: ['runtimeEnv', 'runtimeEnvStrict', 'experimental__runtimeEnv'],
  schemas: ['server', 'client', 'shared'],
};

/**
 * What a library answers that checks the environment: the environment itself, with the defaults of the schema.
 *
 * @returns null for any other call
 */
export function checkedEnvironment(
  callee: ValueOf<'external'>,
  site: CallSite,
  evaluation: Evaluation,
): ValueOf<'external'> | null {
  const last = callee.steps.findLast((step) => step.kind === 'member');
  const name = last?.kind === 'member' ? last.name : 'module' in callee.root ? callee.root.module : '';
  if (!CHECKS.test(name)) return null;
  const given = argumentValues(site, evaluation).flat();
  const environment = given.find(isEnvironment) ?? givenByOption(given, evaluation);
  if (!environment) return null;
  const schema = [...given, ...schemasOf(callee, evaluation)].flatMap((value) =>
    membersNamed(value, OPTIONS.schemas, evaluation),
  );
  const plain = [...given, ...schemasOf(callee, evaluation)].filter(
    ({ kind }) => kind === 'object' || kind === 'merge',
  );
  return { ...environment, schema: { kind: 'merge', parts: [...plain, ...schema] } };
}

function givenByOption(given: Values, evaluation: Evaluation): ValueOf<'external'> | undefined {
  const options = given.flatMap((value) => membersNamed(value, OPTIONS.environment, evaluation));
  const whole = options.find(isEnvironment);
  if (whole || !options.length) return whole;
  // `{ NAME: process.env.NAME }`: each variable under its own name.
  return { kind: 'external', root: { global: 'process' }, steps: [{ kind: 'member', name: 'env' }] };
}

function membersNamed(value: Value, names: readonly string[], evaluation: Evaluation): Values {
  if (value.kind !== 'object' && value.kind !== 'merge') return [];
  const written = memberNames(value);
  // What the callers spread into it may be anything: `axios.create({ ...defaults, ...options })` checks no environment.
  return names.flatMap((name) =>
    evaluation
      .member(value, name)
      .filter(({ kind }) => kind !== 'nothing' && (kind !== 'unknown' || written.includes(name))),
  );
}

/** The object in `z.object({ … }).parse(process.env)`. */
function schemasOf(callee: ValueOf<'external'>, evaluation: Evaluation): Values {
  return callee.steps.flatMap((step) => (step.kind === 'call' ? argumentValues(step.site, evaluation).flat() : []));
}
