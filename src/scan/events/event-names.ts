import type { ts } from 'ts-morph';
import { spanOfText } from '../../flow/steps/comparisons.js';
import { comparisonAt } from '../../flow/comparison.js';
import { tsc } from '../../syntax/compiler.js';
import { namesLeadingTo } from '../../syntax/names.js';
import { fileOf, spanOf } from '../../program/program.js';
import type { AnswerUse } from '../../model/answer.js';
import type { EndpointUsage, EventComparison, EventUsage, Usage } from '../../model/usage.js';
import type { EventVocabulary } from '../../model/vocabulary.js';
import type { Evaluation } from '../../values/evaluation.js';
import { groupBy } from '../../model/group-by.js';
import { choicesOf, type Choice } from './choices.js';
import { namesComparedWith, type ComparedName } from './compared-names.js';
import { recordTypesOf } from './record-types.js';

const NAMES_CLEVER = /clever/i;
/** `type` of `event.type` and `body['type']`, `eventType` */
const NAMED_TYPE = /^(?:type|\w*event_?type)$/i;

/**
 * Finds the names of event types that a program compares Clever's events with, and those of the kinds of records that it
 * asks events for.
 *
 * What an answer of the events holds is certain. What a webhook is sent nobody can see, so there the names themselves
 * tell, in a file that names Clever, where they are compared with something called type.
 *
 * @param usages what was found of the rest
 */
export function eventNamesOf(
  usages: readonly Usage[],
  vocabulary: EventVocabulary,
  evaluation: Evaluation,
): readonly EventUsage[] {
  const asking = usages
    .filter((usage) => usage.kind === 'endpoint')
    .filter(({ url }) => isOfEvents(url.path, vocabulary));
  const types = typesOf(asking, vocabulary, evaluation);
  return [...types, ...recordTypesOf(asking, vocabulary, evaluation)];
}

function isOfEvents(path: string, vocabulary: EventVocabulary): boolean {
  return path === vocabulary.path || path.startsWith(`${vocabulary.path}/`);
}

/** What a text names: a type of events, or a kind of records, as the part of a type before its dot does. */
function namedBy(text: string, { types, kinds }: EventVocabulary): Pick<EventUsage, 'what' | 'name'> | null {
  if (types.includes(text)) return { what: 'type', name: text };
  const kind = text.replace(/\.$/, '');
  return kinds.includes(kind) ? { what: 'record type', name: kind } : null;
}

function typesOf(
  asking: readonly EndpointUsage[],
  vocabulary: EventVocabulary,
  evaluation: Evaluation,
): readonly EventUsage[] {
  const answered = new Map(
    asking.flatMap(({ answer, url: { version } }) =>
      (answer?.uses ?? []).map((use) => [placeOfUse(use), { use, version }] as const),
    ),
  );
  const compared = groupBy(
    [...answered.values()].flatMap(({ use }) => (mayNameType(use) ? namesComparedWith(use, evaluation) : [])),
    ({ written }) => `${written.file}:${written.start}`,
  );
  return evaluation.index.strings.flatMap((literal) => {
    const named = namedBy(literal.text, vocabulary);
    if (!named) return [];
    const beside = choicesOf(literal, evaluation);
    const known = new Set(beside.map(({ subject }) => subject));
    const choices = [...beside, ...elsewhere(literal, compared).filter(({ subject }) => !known.has(subject))];
    const certain = choices.find(({ subject }) => answered.has(placeOf(subject)));
    // A kind of records alone says nothing of events where nobody sees that it is compared with their type.
    const isWhole = named.what === 'type' || literal.text !== named.name;
    const choice = certain ?? (isWhole ? choices.find(({ subject }) => isOfWebhook(literal, subject)) : undefined);
    if (!choice) return [];
    const { use, version = null } = (certain && answered.get(placeOf(certain.subject))) ?? {};
    return [
      {
        kind: 'event',
        ...named,
        span: { ...spanOfText(literal), end: spanOfText(literal).start + named.name.length },
        confidence: use?.confidence ?? 'likely',
        comparison: choice.among || choices.length > 1 ? null : comparisonOf(choice, literal),
        version,
        trail: [
          ...(use?.trail ?? []),
          ...(isBeside(choice, literal) ? [] : [{ span: spanOf(choice.subject), message: 'is compared with it' }]),
        ],
      } as const,
    ];
  });
}

/** Whether a use may be one of the type of an event, or of a part of it. */
function mayNameType({ path, how }: AnswerUse): boolean {
  return path.includes('type') && (how.kind === 'compare' || how.kind === 'lookup');
}

/** What the flow saw a text compared with, where nothing beside the text says so: in another module, as a computed name. */
function elsewhere(
  literal: ts.StringLiteralLike,
  compared: ReadonlyMap<string, readonly ComparedName[]>,
): readonly Choice[] {
  const start = literal.getStart();
  const found = [start, start + 1].flatMap((each) => compared.get(`${fileOf(literal)}:${each}`) ?? []);
  return found.map(({ subject, among }) => ({ subject, comparison: null, among }));
}

/** A literal that stands in the comparison needs no word about where that is. */
function isBeside({ comparison, among, subject }: Choice, literal: ts.Node): boolean {
  return (
    literal.parent === comparison || literal.parent === subject.parent || (among !== null && tsc.isCaseBlock(among))
  );
}

function isOfWebhook(literal: ts.Node, subject: ts.Expression): boolean {
  return NAMED_TYPE.test(namesLeadingTo(subject).at(-1) ?? '') && NAMES_CLEVER.test(literal.getSourceFile().text);
}

function comparisonOf({ comparison, subject }: Choice, literal: ts.StringLiteralLike): EventComparison | null {
  if (!comparison || literal.parent !== comparison) return null;
  const holder = tsc.isPropertyAccessExpression(subject) && subject.name.text === 'type' ? subject.expression : null;
  return {
    ...comparisonAt(comparison),
    subject: subject.getText(),
    holder: holder?.getText() ?? null,
    quote: literal.getText().charAt(0),
  };
}

function placeOf(node: ts.Node): string {
  return `${fileOf(node)}:${node.getStart()}`;
}

function placeOfUse({ span }: AnswerUse): string {
  return `${span.file}:${span.start}`;
}
