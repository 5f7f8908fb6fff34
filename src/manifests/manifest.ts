import type { Place } from './installation.js';
import { parseJsonText } from './json-text.js';
import { isRecord, membersOf, textOrNull, textsOf } from './records.js';

/** A package that a manifest asks for. */
export interface Asked {
  /** The name that the project uses. */
  readonly alias: string;
  /** The name that the registry knows. */
  readonly name: string;
  /** As written: `npm:clever@^0.12.0`. */
  readonly spelled: string;
  /** The same without the name. */
  readonly range: string;
  /** Whether it is a folder or a package of the project instead of one of the registry. */
  readonly isLocal: boolean;
  readonly place: Place;
}

/** What a `package.json` says of dependencies. */
export interface Manifest {
  readonly name: string | null;
  readonly asked: readonly Asked[];
  /** Why not all of it could be read; null where it is what package managers take. */
  readonly fault: string | null;
}

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
const LOCAL = /^(?:workspace|file|link|portal):|^\.{0,2}\//;

/**
 * Reads a `package.json`.
 *
 * @throws SyntaxError for a text that is not JSON
 */
export function readManifest(text: string): Manifest {
  const json = parseJsonText(text);
  const members = membersOf(json.value);
  const asked = KINDS.flatMap((kind) =>
    [...textsOf(members[kind])].map(([alias, spelled]) => ({
      alias,
      spelled,
      ...parseSpecifier(alias, spelled),
      isLocal: LOCAL.test(spelled),
      place: json.placeOfKey([kind, alias]),
    })),
  );
  return { name: textOrNull(members['name']), asked, fault: faultOf(json.value) };
}

function faultOf(value: unknown): string | null {
  if (!isRecord(value)) return 'not a JSON object';
  const wrong = KINDS.find((kind) => value[kind] !== undefined && !isRecord(value[kind]));
  return wrong === undefined ? null : `"${wrong}" is not an object`;
}

/** `npm:clever@^0.12.0` asks for another package than the name says. */
export function parseSpecifier(alias: string, spelled: string): Pick<Asked, 'name' | 'range'> {
  const [, name, range = ''] = /^npm:(@?[^@]+)(?:@(.*))?$/.exec(spelled) ?? [];
  return name === undefined || /^[\d^~<>=*]/.test(name)
    ? { name: alias, range: spelled.replace(/^npm:/, '') }
    : { name, range };
}
