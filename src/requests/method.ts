import type { Evaluation } from '../values/evaluation.js';
import { knownText, type CallSite } from '../values/value.js';
import type { Matched } from './match.js';
import { knownTexts, mayBeCallback, valuesAt } from './places.js';

/** The method of a request in upper case; null if it is not known. */
export function methodOf(match: Matched, site: CallSite, evaluation: Evaluation): string | null {
  return (
    match.form.method ??
    methodArgument(match, site, evaluation) ??
    methodOfInstance(match, evaluation) ??
    methodOption(match, site, evaluation)
  );
}

/** `superagent('GET', url)`, where the argument may as well be the URL. */
function methodArgument({ form }: Matched, site: CallSite, evaluation: Evaluation): string | null {
  if (!form.methodAt) return null;
  const texts = valuesAt(form.methodAt, site, evaluation).map(knownText);
  return texts.find((text) => text !== null && /^[a-z]+$/i.test(text))?.toUpperCase() ?? null;
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
  if (method) return knownText(method)?.toUpperCase() ?? null;
  return values.length ? null : 'GET';
}
