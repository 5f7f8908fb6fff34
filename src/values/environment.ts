import type { ts } from 'ts-morph';
import { fileOf, spanOf } from '../program/program.js';
import type { Evaluation } from './evaluation.js';
import {
  asDefaults,
  configuredText,
  knownText,
  unknown,
  writtenText,
  type ExternalStep,
  type Value,
  type ValueOf,
  type Values,
} from './value.js';

/** Objects whose members are environment variables. */
const OBJECTS = [
  'process.env',
  'import.meta.env',
  'Bun.env',
  'Deno.env.toObject.()',
  // https://svelte.dev/docs/kit/$env-static-private, https://svelte.dev/docs/kit/$env-dynamic-private
  ...['private', 'public'].flatMap((kind) => [`$env/static/${kind}`, `$env/dynamic/${kind}.env`]),
  // https://github.com/lugg/react-native-config, https://github.com/goatandsheep/react-native-dotenv
  'react-native-config',
  'react-native-config.Config',
  '@env',
  'react-native-dotenv',
];

/** Functions that look one up by name, the default behind it: `get('X', 'default')`. */
const FUNCTIONS = /^(?:Deno\.env\.get|.*:?ConfigService\.(?:get|getOrThrow))$/;

/** Methods that look a setting up by name in whatever holds settings: `Env.get('CLEVER_URL', 'https://…')`. */
const LOOK_UPS: ReadonlySet<string> = new Set(['get', 'getOrThrow', 'env', 'getEnv', 'getenv', 'string', 'str']);

/** How environment variables are named. */
const VARIABLE = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;

/** Functions that answer a description of one, and the method that reads it: `defineString('X', { default: '…' }).value()`. */
const DESCRIBED =
  /^(?:firebase-functions\/params\.define(?:String|Secret|Int)\.\(\)\.value|env-var\.get\.\(\)(?:\.\w+\.\(\))*\.as\w+)$/;

/** A read of an environment variable. */
interface VariableRead {
  readonly name: string;
  /** What the code takes where the environment has no such variable. */
  readonly defaults: Values;
}

/** Environment variables become their values where they are read, since the file they are read in decides. */
export function settledVariables(values: Values, node: ts.Node, evaluation: Evaluation): Values {
  return values.flatMap((value): Values => {
    const read = value.kind === 'external' ? variableRead(value, evaluation) : null;
    if (!read) return [value];
    const known = variableValues(read.name, node, evaluation);
    const found = read.defaults.length
      ? [...known.filter(({ kind }) => kind !== 'unknown'), ...asDefaults(read.defaults, read.name)]
      : known;
    return found.map((each) => ofVariable(read.name, each));
  });
}

/** The same value, whose pieces tell which variable they are read from. */
function ofVariable(variable: string, value: Value): Value {
  if (value.kind !== 'text') return value;
  return { ...value, pieces: value.pieces.map((piece) => ({ variable, ...piece })) };
}

/**
 * What a member of an object that nobody knows is by its name alone, where a variable of the environment has that name:
 * `env.CLEVER_API` of a worker, `c.env.CLEVER_API`, `context.cloudflare.env.CLEVER_API`.
 */
export function variableNamed(name: string, node: ts.Node, evaluation: Evaluation): Values {
  if (!VARIABLE.test(name)) return [];
  return variableValues(name, node, evaluation)
    .filter(({ kind }) => kind === 'text')
    .map((value) => ofVariable(name, value));
}

/** Whether a value is an object that holds the environment, checked or not. */
export function isEnvironment(value: Value): value is ValueOf<'external'> {
  return value.kind === 'external' && OBJECTS.includes(dottedName(value));
}

/** `process.env` of the steps env below the global process; calls as `()`. */
export function dottedName(value: ValueOf<'external'>): string {
  const root = 'global' in value.root ? value.root.global : value.root.module.replace(/^node:/, '');
  return [root, ...value.steps.map(stepName)].join('.');
}

function variableRead(value: ValueOf<'external'>, evaluation: Evaluation): VariableRead | null {
  const last = value.steps.at(-1);
  const holder: ValueOf<'external'> = { ...value, steps: value.steps.slice(0, -1) };
  if (last?.kind === 'member') {
    if (!isEnvironment(holder)) return null;
    return { name: last.name, defaults: value.schema ? declaredDefaults(value.schema, last.name, evaluation) : [] };
  }
  if (last?.kind !== 'call') return null;
  if (DESCRIBED.test(dottedName(holder))) return describedRead(value, evaluation);
  const isFunction = FUNCTIONS.test(dottedName(holder));
  if (!isFunction && !isLookUp(holder)) return null;
  const [name, ...others] = last.site.arguments.map(({ node, context }) => evaluation.evaluate(node, context));
  const text = name?.[0] ? knownText(name[0]) : null;
  if (text === null) return null;
  const defaults = others.flat().filter(({ kind }) => kind === 'text');
  return isFunction || isSettingWithDefault(text, defaults) ? { name: text, defaults } : null;
}

function isLookUp({ root, steps }: ValueOf<'external'>): boolean {
  const last = steps.at(-1);
  const name = last?.kind === 'member' ? last.name : 'global' in root ? root.global : root.module;
  return LOOK_UPS.has(name);
}

/** Whether a lookup of anything is one of a setting: by its name, or by a default that is an address. */
function isSettingWithDefault(name: string, defaults: Values): boolean {
  if (!defaults.length) return false;
  return VARIABLE.test(name) || defaults.some((value) => /^https?:\/\//.test(knownText(value) ?? ''));
}

/** `get('X').default('…').asString()`, `defineString('X', { default: '…' }).value()` */
function describedRead({ steps }: ValueOf<'external'>, evaluation: Evaluation): VariableRead | null {
  const calls = steps.flatMap((step) => (step.kind === 'call' ? [step.site.arguments] : []));
  const [[name, options] = []] = calls;
  const [text] = name ? evaluation.evaluate(name.node, name.context).map(knownText) : [];
  if (text === undefined || text === null) return null;
  const described = options ? evaluation.evaluate(options.node, options.context) : [];
  const chained = steps.flatMap((step, index) => {
    const next = steps[index + 1];
    const [argument] =
      step.kind === 'member' && step.name === 'default' && next?.kind === 'call' ? next.site.arguments : [];
    return argument ? evaluation.evaluate(argument.node, argument.context) : [];
  });
  const defaults = [...described.flatMap((each) => evaluation.member(each, 'default')), ...chained];
  return { name: text, defaults: defaults.filter(({ kind }) => kind === 'text') };
}

/** What an environment variable can be where it is read; unknown, under its name, where no env file has it. */
export function variableValues(name: string, node: ts.Node, evaluation: Evaluation): Values {
  const values = evaluation.sources.environmentValues(name, fileOf(node));
  if (values.length)
    return values.map(({ value, span, verbatim, isCut }): Value => {
      if (isCut) return { ...unknown(name, 'a variable that refers to too many other variables', spanOf(node)), isCut };
      return span ? writtenText(value, span, verbatim) : configuredText(value);
    });
  return [{ ...unknown(name, `the value of the environment variable ${name}`, spanOf(node)), variable: name }];
}

/** `z.string().default('v1.1')` and `str({ default: 'v1.1' })` under a name of a schema. */
function declaredDefaults(schema: Value, name: string, evaluation: Evaluation): Values {
  return evaluation.member(schema, name).flatMap((check) => {
    if (check.kind !== 'external') return [];
    return check.steps.flatMap((step, index): Values => {
      const [argument] = step.kind === 'call' ? step.site.arguments : [];
      if (!argument) return [];
      const given = evaluation.evaluate(argument.node, argument.context);
      const before = check.steps[index - 1];
      if (before?.kind === 'member' && before.name === 'default') return given;
      return given.flatMap((options) =>
        options.kind === 'object' ? evaluation.member(options, 'default').filter(({ kind }) => kind === 'text') : [],
      );
    });
  });
}

function stepName(step: ExternalStep): string {
  return step.kind === 'member' ? step.name : '()';
}
