import { itemsByPlace } from '../model/place-index.js';
import type { EndpointUsage } from '../model/usage.js';
import type { Span } from '../model/spans.js';
import type { ProjectFacts } from '../rule/rule.js';

/** The requests of which the call, or a piece of the URL, shares a character with a place; in the order of all requests. */
export function askedAt(place: Span, project: ProjectFacts): readonly EndpointUsage[] {
  const { asked } = project;
  const at = project.once('requests by place', asked, () => itemsByPlace(asked.flatMap(placesOf), ({ span }) => span));
  return [...new Set(at(place).map(({ usage }) => usage))];
}

interface PlaceOfRequest {
  readonly usage: EndpointUsage;
  readonly span: Span;
}

function placesOf(usage: EndpointUsage): readonly PlaceOfRequest[] {
  const pieces = usage.url.pieces.flatMap(({ span }) => span ?? []);
  return [usage.span, ...pieces].map((span) => ({ usage, span }));
}
