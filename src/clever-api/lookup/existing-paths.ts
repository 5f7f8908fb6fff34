import { endpoints } from '../endpoints.js';
import { v3 } from '../versions.js';
import { findEndpoint } from './calls.js';

/**
 * Whether a version may have a path, of which not every word has to be known.
 *
 * @param version `v3.0`
 * @param path below the version, concrete or with holes
 * @returns false only for a path that no filling of its holes makes one of the version's; true for versions of which
 * nothing is known
 */
export function mayExist(version: string, path: string): boolean {
  if (!(v3 as readonly string[]).includes(version)) return true;
  if (!path.includes('{')) return path === '/' || findEndpoint(version, null, path) !== null;
  const known = endpoints.filter((row) => (row.versions as readonly string[]).includes(version)).map((row) => row.path);
  const partial = /[^/{}]\{|\}[^/{}]/.exec(path);
  // `/users{query}`: what is known of it is how it begins.
  if (partial) return known.some((each) => agrees(each, path.slice(0, path.indexOf('{', partial.index))));
  const segments = segmentsOf(path);
  return segments[0] === undefined || isHole(segments[0]) || known.some((each) => fits(segmentsOf(each), segments));
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function isHole(segment: string): boolean {
  return /^\{.*\}$/.test(segment);
}

/** Whether a hole may be a word, and an id anything. */
function fits(template: readonly string[], segments: readonly string[]): boolean {
  if (template.length !== segments.length) return false;
  return template.every((word, index) => {
    const segment = segments[index] ?? '';
    return word === segment || isHole(segment) || (isHole(word) && index > 0);
  });
}

/** Whether a path of Clever's can begin with some characters. */
function agrees(template: string, start: string): boolean {
  const words = segmentsOf(template);
  const given = start.split('/').slice(1);
  return given.every((segment, index) => {
    const word = words[index];
    if (word === undefined) return segment === '';
    return (
      isHole(word) || isHole(segment) || (index === given.length - 1 ? word.startsWith(segment) : word === segment)
    );
  });
}
