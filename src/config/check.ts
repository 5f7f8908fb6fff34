import { createRequire } from 'node:module';
import type { ErrorObject } from 'ajv';
import type { KnownError } from '../discover/errors.js';
import type { Content, ContentPath } from './content.js';
import { nearest } from './nearest.js';
import type { ParsedFile } from './parsed-file.js';

/** What the errors of ajv carry of the schema that they come from. */
interface PartOfSchema {
  readonly title?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/**
 * Checks a file against the published schema.
 *
 * @returns its content
 * @throws KnownError for the first fault: its place, the key or the value that is wrong, and what was probably meant
 */
export function checkContent(parsed: ParsedFile): Content {
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof import('ajv');
  const validate = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, strictTypes: false }).compile(
    loadSchema(),
  );
  if (validate(parsed.value)) return parsed.value as Content;
  const errors = validate.errors ?? [];
  // A key that is misspelled explains the one that is missing.
  const first = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0];
  if (first === undefined) throw new Error('A file that is not right has an error');
  throw toError(first, parsed);
}

/** Found by the package's own name, so that it is the same from the sources and from the build. */
function loadSchema(): object {
  return createRequire(import.meta.url)('clever-audit/config.schema.json') as object;
}

function toError(error: ErrorObject, parsed: ParsedFile): KnownError {
  const { keyword, params, parentSchema = {}, data } = error;
  const path = toPath(error.instancePath);
  const { title = 'something else', properties = {} } = parentSchema as PartOfSchema;
  if (keyword === 'additionalProperties') {
    const key = String(params['additionalProperty']);
    const keys = Object.keys(properties);
    return parsed.refuseKey([...path, key], `${spellPath([...path, key])} does not exist; ${advice(key, keys)}`);
  }
  if (keyword === 'required') {
    return parsed.refuse(path, `${spellPath(path)} needs the key "${params['missingProperty']}"`);
  }
  const allowed = keyword === 'enum' ? (params['allowedValues'] as readonly string[]) : [];
  const guess = typeof data === 'string' ? nearest(data, allowed) : null;
  const hint = guess === null ? '' : `; did you mean "${guess}"?`;
  const bound = keyword === 'maxLength' ? `, in at most ${params['limit']} characters` : '';
  return parsed.refuse(
    path,
    `${spellPath(path)} must be ${title}${bound}, not ${spellValue(data, path.includes('env'))}${hint}`,
  );
}

function advice(key: string, keys: readonly string[]): string {
  const guess = nearest(key, keys);
  return guess === null ? `the keys are ${keys.join(', ')}` : `did you mean "${guess}"?`;
}

/** The parts of a JSON pointer; what looks like an index is one, since no key of the schema is a number. */
function toPath(pointer: string): ContentPath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** `wrappers[0].module`, as code would reach it. */
function spellPath(path: ContentPath): string {
  if (path.length === 0) return 'the configuration';
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`));
  return parts.join('').replace(/^\./, '');
}

/** What stands for what is not shown, as in addresses. */
const MASK = '***';

/**
 * A value in one line, cut where it is long, without what may be a secret.
 *
 * @param isSetting whether it is the value of a variable, of which no text is shown
 */
function spellValue(value: unknown, isSetting: boolean): string {
  const shown = (_key: string, each: unknown): unknown =>
    typeof each === 'string' ? (isSetting ? MASK : withoutCredentials(each)) : each;
  const text = JSON.stringify(value, shown) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A text without what stands before the `@` of an address, and without the values of its query. */
function withoutCredentials(text: string): string {
  return text.replace(/^[^?#]*@/, `${MASK}@`).replace(/=[^]*/, `=${MASK}`);
}
