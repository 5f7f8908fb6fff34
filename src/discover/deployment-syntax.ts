import { createRequire } from 'node:module';
import type * as yaml from 'yaml';
import { appendAll } from '../model/append.js';
import { parseYaml } from '../model/yaml.js';
import { isComposeFile, scalarEntry } from './compose-syntax.js';
import type { EnvironmentEntry } from './env-syntax.js';

const YAML_FILE = /\.ya?ml$/i;
const TERRAFORM_FILE = /\.(?:tf|tfvars|hcl)$/i;
const IMAGE_FILE = /^(?:Dockerfile|Containerfile)(?:\.|$)|\.dockerfile$/i;
const WORKER_FILE = /^wrangler\.(?:toml|jsonc?)$/;
const LOCK_FILE = /(?:^|[-.])lock\.ya?ml$/i;

/** What a variable of the environment is called. */
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

/** Maps and lists of YAML that give a program its variables. */
const HOLDERS: ReadonlySet<string> = new Set([
  // https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
  ...['env', 'envs', 'data', 'stringData'],
  // https://www.serverless.com/framework/docs/providers/aws/guide/functions#environment-variables
  ...['environment', 'variables', 'Variables'],
  // https://cloud.google.com/appengine/docs/standard/reference/app-yaml
  ...['env_variables', 'envVars', 'extraEnv', 'extraEnvVars'],
]);

/** `NAME = "value"` of Terraform, the name with or without quotes. */
const ATTRIBUTE = /^[ \t]*"?([A-Z][A-Z0-9_]*)"?[ \t]*[=:][ \t]*"([^"\\$\r\n]*)"/dgm;
/** `name = "NAME", value = "value"` of Terraform, on one line or on two. */
const NAMED = /\bname"?\s*[=:]\s*"([A-Z][A-Z0-9_]*)"\s*(?:,\s*)?"?value"?\s*[=:]\s*"([^"\\$\r\n]*)"/dg;
/** `ENV NAME=value`, `ENV NAME value` and `ARG NAME=value` of a Dockerfile. */
const INSTRUCTION = /^[ \t]*(?:ENV|ARG)[ \t]+([A-Z][A-Z0-9_]*)[= \t]+"?([^"\s$]+)/dgm;

/** `NAME = "value"` of TOML and `"NAME": "value"` of JSON: https://developers.cloudflare.com/workers/configuration/environment-variables/ */
const MEMBER = /(?<![\w.-])["']?([A-Z][A-Z0-9_]*)["']?[ \t]*[=:][ \t]*["']([^"'\\$\r\n]*)["']/dg;

/** Whether a file, by its name without folders, may say what variables a program is deployed with. */
export function isDeploymentFile(name: string): boolean {
  const isYaml = YAML_FILE.test(name) && !isComposeFile(name) && !LOCK_FILE.test(name);
  return isYaml || TERRAFORM_FILE.test(name) || IMAGE_FILE.test(name) || WORKER_FILE.test(name);
}

/**
 * Reads the variables that a description of a deployment sets: a manifest of Kubernetes, a workflow, Terraform, a Dockerfile,
 * the settings of a worker. A value that is put together of others is left out.
 *
 * @param name the file's name without folders
 * @param text the file
 */
export function parseDeployment(name: string, text: string): readonly EnvironmentEntry[] {
  if (YAML_FILE.test(name)) return variablesInYaml(text);
  return formsOf(name).flatMap((form) => [...text.matchAll(form)].map(toEntry));
}

function formsOf(name: string): readonly RegExp[] {
  if (WORKER_FILE.test(name)) return [MEMBER];
  return IMAGE_FILE.test(name) ? [INSTRUCTION] : [ATTRIBUTE, NAMED];
}

function toEntry({ 1: name = '', 2: value = '', indices }: RegExpMatchArray): EnvironmentEntry {
  const [start, end] = indices?.[2] ?? [0, 0];
  return { name, value, start, end, verbatim: true };
}

function variablesInYaml(text: string): readonly EnvironmentEntry[] {
  // Loaded here because it takes half as long to start as Node does, and few projects need it.
  const library = createRequire(import.meta.url)('yaml') as typeof yaml;
  const found: EnvironmentEntry[] = [];
  const note = (name: unknown, value: unknown): void => {
    if (typeof name === 'string' && VARIABLE.test(name) && library.isScalar(value))
      appendAll(found, asList(scalarEntry(name, value, text)));
  };
  for (const document of parseYaml(text) ?? [])
    library.visit(document, {
      Pair(_, { key, value }) {
        if (!library.isScalar(key) || !HOLDERS.has(String(key.value))) return;
        if (library.isMap(value)) for (const each of value.items) note(nameIn(each.key), each.value);
        for (const each of library.isSeq(value) ? value.items : []) {
          if (library.isMap(each)) note(each.get('name') ?? each.get('key'), each.get('value', true));
        }
      },
    });
  return found;
}

function nameIn(key: unknown): unknown {
  return typeof key === 'object' && key !== null && 'value' in key ? key.value : key;
}

function asList(entry: EnvironmentEntry | null): readonly EnvironmentEntry[] {
  return entry && !/[${]/.test(entry.value) ? [entry] : [];
}
