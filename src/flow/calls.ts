/** Functions that answer what they are given, decoded or bundled. */
const PASS_THROUGH =
  /^(JSON\.(parse|stringify)|Object\.freeze|structuredClone|Promise\.(all|allSettled|any|race|resolve)|Buffer\.(concat|from)|String|firstValueFrom|lastValueFrom|toSignal|Array\.from|camelcaseKeys)$/;

/** Schema libraries answer the value they are given, checked. */
const SCHEMA_CHECK = /\.(parse|parseAsync|validateSync|assert|cast|decode)$/;

/**
 * Calls after which nothing more can be read of what was passed: logs, errors and tests of a value.
 *
 * What they are given leaves sight without consequence.
 */
export const SILENT_CALLS =
  /^(console|(this\.)?_?(log|logger|debug))\b|\.(log|info|warn|error|debug|trace)$|(Error|Exception)$|^(Boolean|Number|String|parseInt|isNaN|assert)\b|^expect\b|^t\.(is|not|equal|same|ok|true|false|truthy|falsy|match|deepEqual|notDeepEqual|like|log|comment|pass|fail|strictSame)$|^Array\.isArray$|\.(has|includes|test|startsWith|endsWith|indexOf)$|^Object\.(keys|entries|values)$/;

/**
 * Whether a function answers its own argument.
 *
 * @param name the callee as written
 */
export function passThrough(name: string): boolean {
  return PASS_THROUGH.test(name) || (SCHEMA_CHECK.test(name) && !/^(path|url|qs|querystring|Date)\./.test(name));
}
