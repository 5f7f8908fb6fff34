import type { Evaluation } from '../values/evaluation.js';
import { knownText, type CallSite } from '../values/value.js';
import type { Matched } from './match.js';
import { knownTexts, mayBeCallback, valuesAt } from './places.js';

/** The methods of HTTP: https://www.rfc-editor.org/rfc/rfc9110#name-methods, https://www.rfc-editor.org/rfc/rfc5789 */
const METHODS: ReadonlySet<string> = new Set('GET HEAD POST PUT PATCH DELETE CONNECT OPTIONS TRACE'.split(' '));

/**
 * The method of a request in upper case; null if it is not known. A text that is no method of HTTP is none either: reports
 * show the method, and a variable of an env file can hold anything.
 */
export function methodOf(match: Matched, site: CallSite, evaluation: Evaluation): string | null {
  if (match.form.method) return match.form.method;
  if (match.form.isComputed) return null;
  const word = methodArgument(match, site, evaluation) ?? methodOfInstance(match, evaluation);
  return word === null ? methodOption(match, site, evaluation) : knownMethod(word);
}

function knownMethod(text: string | null): string | null {
  const method = text?.toUpperCase() ?? '';
  return METHODS.has(method) ? method : null;
}

/** `superagent('GET', url)`, where the argument may as well be the URL. */
function methodArgument({ form }: Matched, site: CallSite, evaluation: Evaluation): string | null {
  if (!form.methodAt) return null;
  const texts = valuesAt(form.methodAt, site, evaluation).map(knownText);
  return texts.find((text) => text !== null && /^[\w-]+$/.test(text)) ?? null;
}

/** `bent('PUT', 200)`. */
function methodOfInstance({ made }: Matched, evaluation: Evaluation): string | null {
  const texts = made.flatMap(({ form, site }) => (form.namesMethod ? knownTexts(site, evaluation) : []));
  return texts.find((text) => /^[A-Z]+$/.test(text)) ?? null;
}

function methodOption({ form, client }: Matched, site: CallSite, evaluation: Evaluation): string | null {
  const places = [...new Set([form.options ?? 0, 0])].flatMap((argument) =>
    client.methodOptions.map((member) => ({ argument, member })),
  );
  const values = places
    .filter(({ argument }) => !mayBeCallback(client, argument, site.node?.arguments ?? []))
    .flatMap((place) => valuesAt(place, site, evaluation))
    .filter((value) => value.kind !== 'nothing');
  const method = values.find((value) => value.kind === 'text');
  if (method) return knownMethod(knownText(method));
  return values.length ? null : 'GET';
}
