import { describeEscape } from '../model/escape-words.js';
import { createPlaces, type Places } from '../reporters/places.js';
import { toPrintable, toPrintableJson, toPrintableLines } from '../reporters/printable.js';
import { count } from '../reporters/summary.js';
import { suppressionOf } from '../reporters/suppressed.js';
import type { DerivedUrl } from '../scan/derivation.js';
import type { Answer } from '../model/answer.js';
import { isInside, spanKey, type Span } from '../model/spans.js';
import type { ToldFinding, Trace, TracedCall } from '../run/trace.js';
import type { Engine } from './engine.js';
import { exitCodes } from './exit-code.js';
import type { Surroundings } from './surroundings.js';
import { parseTraceLine } from './trace-line.js';

/**
 * `clever-audit trace <file>:<line>`: prints how the audit comes to what it says of a place.
 *
 * @param words the words behind `trace`
 * @returns 0, whatever is found there
 * @throws KnownError for words that name no place, and for a place that does not exist
 */
export async function printTrace(
  words: readonly string[],
  { cwd, stdout }: Surroundings,
  engine: Engine,
): Promise<number> {
  const line = parseTraceLine(words);
  if (line.kind === 'text') {
    stdout.write(line.text);
    return exitCodes.clean;
  }
  const { place, format, options } = line;
  const rules = await engine.loadRules();
  const trace = await engine.trace({ cwd, rules, ...options }, place);
  const places = createPlaces(trace.result, cwd);
  stdout.write(format === 'json' ? `${toPrintableJson(toJson(trace, places))}\n` : toText(trace, places));
  return exitCodes.clean;
}

function toText({ place, calls, findings, usedBy, remark }: Trace, places: Places): string {
  const blocks = calls.map((call) => describeCall(call, places).join('\n'));
  if (findings.length > 0) {
    const lines = findings.flatMap((finding) => [describeFinding(finding, places), ...callsOf(finding, places)]);
    blocks.push(['Findings here:', ...lines].join('\n'));
  }
  const use = usedBy.map(({ span, url }) => `  ${places.headerOf(span)}  ${toPrintable(url)}`);
  if (use.length > 0)
    blocks.push(
      [
        `The string here is part of ${count(use.length, 'URL')}, which ${use.length === 1 ? 'is' : 'are'} requested at:`,
        ...use,
      ].join('\n'),
    );
  if (remark !== null) blocks.unshift(`${places.headerOf(place)}  ${remark}`);
  return toPrintableLines(`${blocks.join('\n\n')}\n`);
}

function describeCall(call: TracedCall, places: Places): readonly string[] {
  const header = places.headerOf(call.span);
  if (call.client === null) return [`${header}  ${toPrintable(call.remark ?? '')}`];
  return [
    `${header}  ${call.client} sends ${call.method ?? 'a request'}`,
    ...(call.join === null ? [] : [`  base and path are joined ${call.join}`]),
    ...call.urls.flatMap((url, index) => describeUrl(url, index, call.urls.length, places)),
    ...call.answers.flatMap((answer) => describeAnswer(answer, places)),
    ...(call.answers.length === 0 && call.urls.some(({ owner }) => owner === 'clever')
      ? ['  this tool does not know what happens to the answer']
      : []),
    ...describeVerdict(call, places),
  ];
}

/** What the report says of a call. */
function describeVerdict({ findings, unresolved }: TracedCall, places: Places): readonly string[] {
  const isTold = findings.some(({ topic }) => topic === 'unresolved call');
  const lines = [
    ...findings.map((finding) => describeFinding(finding, places)),
    ...(isTold ? [] : unresolved.map((reason) => `  not resolved; missing: ${toPrintable(reason)}`)),
  ];
  return lines.length > 0 ? lines : ['  no finding'];
}

function describeFinding(finding: ToldFinding, places: Places): string {
  const { severity, confidence, rule, span, message } = finding;
  const weight = confidence === 'likely' ? `${severity} (likely)` : severity;
  const place = places.headerOf(span);
  const suppression = suppressionOf(finding);
  const left = suppression === null ? '' : `suppressed by ${suppression.by}: `;
  return `  ${left}${weight}  ${rule}  ${place}  ${toPrintable(message)}`;
}

function callsOf({ calls, span: own }: ToldFinding, places: Places): readonly string[] {
  // An address that is only text is no call, but stands where the finding does.
  const others = calls.filter(({ span }) => !isInside(own, span));
  return [...new Set(others.map(({ span }) => places.headerOf(span)))].map(
    (call) => `    belongs to the call at ${call}`,
  );
}

function describeUrl(url: DerivedUrl, index: number, all: number, places: Places): readonly string[] {
  const number = all > 1 ? ` ${index + 1} of ${all}` : '';
  return [
    `  URL${number}: ${toPrintable(url.text)}  (${ownerOf(url)})`,
    ...url.pieces.map(({ text, span, missing }) => {
      const origin = span === null ? 'not written in the code' : places.headerOf(span);
      return `    ${toPrintable(text)}  ${origin}${missing === null ? '' : `  missing: ${toPrintable(missing)}`}`;
    }),
    ...url.through.map((span) => `    with the arguments of the call at ${places.headerOf(span)}`),
  ];
}

function ownerOf({ owner, endpoint }: DerivedUrl): string {
  if (endpoint !== null) return `Clever's ${toPrintable(endpoint.path)}, ${versionOf(endpoint)}`;
  return owner === 'other' ? "not Clever's" : 'unknown host';
}

/** A path that begins with what is not known may begin with a version. */
function versionOf({ version, path }: NonNullable<DerivedUrl['endpoint']>): string {
  return version ?? (path.startsWith('/{') ? 'unknown version' : 'without a version');
}

/** What the code does with a part of the answer. */
const USE_WORDS: Readonly<Record<Answer['uses'][number]['how']['kind'], string>> = {
  compare: 'compares',
  match: 'compares',
  'moves along': 'compares',
  lookup: 'looks up a value by',
  url: 'calls a URL with',
  role: 'uses as a role',
  key: 'looks up or stores a record by',
};

function describeAnswer({ reads, uses, escapes }: Answer, places: Places): readonly string[] {
  const line = (what: string, path: readonly string[], span: Span) =>
    `    ${what} ${path.length > 0 ? toPrintable(path.join('.')) : 'the whole answer'}  ${places.headerOf(span)}`;
  return [
    `  answer: ${count(reads.length, 'read')}, ${count(uses.length, 'use')}, ${count(escapes.length, 'place')} where the tool loses track of it`,
    ...reads.map(({ path, span }) => line('reads', path, span)),
    ...uses.map(({ path, span, how }) => line(USE_WORDS[how.kind], path, span)),
    ...escapes.map(
      ({ path, span, reason }) => `${line('loses track of', path, span)}  ${toPrintable(describeEscape(reason))}`,
    ),
  ];
}

/** The same as data; members are named one by one, because what the scan keeps for itself must not slip in. */
function toJson({ place, calls, findings: standing, usedBy, remark }: Trace, places: Places): object {
  const at = (span: Span): object => places.placeOf(span);
  const toData = (finding: ToldFinding): object => {
    const { rule, severity, message, span } = finding;
    return { rule, severity, message, suppressed: suppressionOf(finding), ...at(span) };
  };
  return {
    schemaVersion: 1,
    place: at(place),
    remark,
    calls: calls.map(({ span, client, method, join, urls, remark: note, answers, findings, unresolved }) => ({
      ...at(span),
      client,
      method,
      join,
      remark: note,
      urls: urls.map((url) => ({
        ...url,
        pieces: url.pieces.map((piece) => ({ ...piece, span: piece.span && at(piece.span) })),
        through: url.through.map(at),
      })),
      answers: answers.map(({ reads, uses, escapes }) => ({
        reads: reads.map((read) => ({ path: read.path, ...at(read.span) })),
        uses: uses.map((use) => ({ path: use.path, kind: use.how.kind, ...at(use.span) })),
        escapes: escapes.map((escape) => ({
          path: escape.path,
          reason: describeEscape(escape.reason),
          ...at(escape.span),
        })),
      })),
      findings: findings.map(toData),
      unresolved,
    })),
    findings: standing.map(toData),
    usedBy: distinctSpans(usedBy.map(({ span }) => span)).map(at),
  };
}

function distinctSpans(spans: readonly Span[]): readonly Span[] {
  return [...new Map(spans.map((span) => [spanKey(span), span])).values()];
}
