import type { CleverApi } from '../clever-api/index.js';
import { withDecision } from '../model/edits.js';
import { Faults } from '../model/faults.js';
import { asksForMe, isOnlyShown } from '../rule/address.js';
import type { Problem, ProjectFacts, Rule } from '../rule/rule.js';
import { isInside, type Span, type Step } from '../model/spans.js';
import type { UrlOrigin } from '../model/url.js';
import type { Usage } from '../model/usage.js';
import { PREVENTS_CHANGE, type Brief, type Change, type Severity, type Topic } from '../model/finding.js';
import { toOneLine } from '../model/one-line.js';

/** A problem with all that its rule and the preset say of it, before equal ones are put together. */
export interface Judgement extends Omit<
  Problem,
  'message' | 'data' | 'brief' | 'severity' | 'related' | 'fix' | 'suggestions' | 'refusal' | 'blockedAt'
> {
  readonly rule: Rule;
  /** What was judged; null where nothing was scanned for it. */
  readonly usage: Usage | null;
  /** Where it is not that of the rule. */
  readonly topic?: Topic;
  readonly severity: Severity;
  readonly message: string;
  readonly brief: Brief | null;
  readonly related: readonly Step[];
  readonly fix: Change | null;
  readonly suggestions: readonly Change[];
  readonly refusal: string | null;
  /** Why a change of its call is no fix, where the change itself asks for nothing. */
  readonly obstacle?: string;
}

/** The prefix of every rule's name. */
export const RULE_PREFIX = 'clever/';

/**
 * Asks each rule about each usage of its kind.
 *
 * @param preset which levels apply
 * @param pathLevels what holds for some files only
 * @param faults takes what a rule throws, with the rule's name as the step
 * @param takesCodes whether the program signs people in by codes; asked only where no request asks who is signed in
 */
export function judge(
  usages: readonly Usage[],
  rules: readonly Rule[],
  preset: Levels['preset'],
  api: CleverApi,
  pathLevels: PathLevels = EVERYWHERE,
  faults = new Faults(),
  takesCodes: () => boolean = () => false,
): readonly Judgement[] {
  const project = factsOf(usages, takesCodes);
  return rules.flatMap((rule) => {
    if (rule.levels[preset] === 'off' && !pathLevels.names(rule.name)) return [];
    const own = usages.filter((usage) => usage.kind === rule.judges && isJudgedBy(rule, usage));
    return own.flatMap((usage) => {
      const check = (): readonly Judgement[] =>
        rule.check(usage as never, api, project).flatMap((problem) => {
          const level = levelIn(rule, problem.at.file, { preset, pathLevels }, problem.severity);
          return level === 'off' ? [] : toJudgement(rule, problem, usage, weighed(level, usage));
        });
      return faults.attempt(usage.span, rule.name, check, () => []);
    });
  });
}

/** What a package asks is told of at its import; what the program does with the answer is its own. */
function isJudgedBy({ topic }: Rule, usage: Usage): boolean {
  return usage.kind !== 'endpoint' || usage.origin !== 'package' || topic === 'role' || topic === 'stored id';
}

/** Levels that hold for some files only. */
export interface PathLevels {
  /** Whether a level is given to a rule, by its name without the prefix, for any file. */
  names(rule: string): boolean;
  /** The level of a rule in a file; null where that of the preset holds. */
  levelAt(rule: string, file: string): Severity | 'off' | null;
  /** The most that a finding weighs in a file; null for no limit. */
  mostAt(file: string): Severity | 'off' | null;
}

const EVERYWHERE: PathLevels = { names: () => false, levelAt: () => null, mostAt: () => null };

/** What the levels of rules come from. */
export interface Levels {
  readonly preset: 'recommended' | 'strict';
  readonly pathLevels: PathLevels;
}

/**
 * The level of a rule in a file: what is said for its path goes before the preset, and so does the most that is allowed there.
 *
 * @param asked the severity that a problem asks for itself, in place of the rule's
 */
export function levelIn(
  rule: Rule,
  file: string,
  { preset, pathLevels }: Levels,
  asked: Severity | null = null,
): Severity | 'off' {
  const own = pathLevels.levelAt(rule.name, file) ?? rule.levels[preset];
  const most = pathLevels.mostAt(file);
  if (own === 'off' || most === 'off') return 'off';
  return lighter(asked ?? own, most ?? 'error');
}

/** What a document shows, or a description of an API, is asked by nobody. */
function factsOf(usages: readonly Usage[], takesCodes: () => boolean): ProjectFacts {
  const asked = usages.filter((usage) => usage.kind === 'endpoint').filter((usage) => !isOnlyShown(usage));
  const once = remember();
  return {
    signsIn: () => once('signs in', asked, () => asked.some(({ url }) => asksForMe(url)) || takesCodes()),
    asked,
    once,
  };
}

/** Keeps what was worked out for each thing. */
function remember(): ProjectFacts['once'] {
  const known = new Map<object, Map<string, unknown>>();
  return <Answer>(what: string, of: object, work: () => Answer): Answer => {
    const answers = known.get(of) ?? new Map<string, unknown>();
    known.set(of, answers);
    if (!answers.has(what)) answers.set(what, work());
    return answers.get(what) as Answer;
  };
}

/** A key for a place. */
export function placeKey({ file, start, end }: Span): string {
  return `${file}:${start}:${end}`;
}

/** From light to heavy. */
const SEVERITIES: readonly Severity[] = ['info', 'warning', 'error'];

/** What text that nobody evaluates can weigh at most. */
const MOST: Readonly<Partial<Record<UrlOrigin, Severity>>> = {
  text: 'warning',
  language: 'warning',
  description: 'info',
  document: 'info',
};

function weighed(severity: Severity, usage: Usage): Severity {
  const most = usage.kind === 'endpoint' ? MOST[usage.origin] : undefined;
  return most === undefined ? severity : lighter(severity, most);
}

function lighter(left: Severity, right: Severity): Severity {
  return SEVERITIES.indexOf(left) < SEVERITIES.indexOf(right) ? left : right;
}

/** A repository in other languages must not be taken for analysed. */
function noteOn(usage: Usage): string {
  const isText = usage.kind === 'endpoint' && usage.origin === 'language';
  return isText ? ' This tool reads this code only as text, so check what else in this file calls Clever.' : '';
}

/** A new value in the files of the project changes nothing where a deployment sets the variable itself. */
function noteOnVariable({ topic }: Rule, at: Span, usage: Usage): string {
  if (topic !== 'call' || usage.kind !== 'endpoint') return '';
  const piece = usage.url.pieces.find(({ span }) => span && isInside(at, span));
  if (piece?.overriddenBy !== undefined)
    return ` If \`${piece.overriddenBy}\` is set, it overrides this value: change it there too.`;
  return piece?.variable === undefined || piece.hole ? '' : ` Change \`${piece.variable}\` wherever else it is set.`;
}

function toJudgement(rule: Rule, problem: Problem, usage: Usage, severity: Severity): Judgement {
  return {
    rule,
    usage,
    at: problem.at,
    confidence: problem.confidence,
    ...(problem.endpoint ? { endpoint: problem.endpoint } : {}),
    ...(problem.topic ? { topic: problem.topic } : {}),
    severity,
    message: [
      fill(rule.messages[problem.message] ?? problem.message, problem.data ?? {}),
      noteOnVariable(rule, problem.at, usage),
      noteOn(usage),
    ].join(''),
    brief: problem.brief ? { ...problem.brief, subject: toOneLine(problem.brief.subject) } : null,
    related: withUsers(
      [...distinctSteps(problem.related ?? []), ...reasonsToDoubt(usage), ...blocking(problem)],
      rule,
      problem.at.file,
      usage,
    ),
    fix: problem.fix ? onOneLine(problem.fix) : null,
    suggestions: (problem.suggestions ?? []).map((change) => withDoubt(onOneLine(change), usage)),
    refusal: problem.refusal ? toOneLine(problem.refusal) : null,
  };
}

/** The same change, told without line breaks: it may quote code that has some. */
function onOneLine({ description, decisions, settled, edits }: Change): Change {
  return {
    description: toOneLine(description),
    ...(decisions ? { decisions: decisions.map(toOneLine) } : {}),
    ...(settled ? { settled: settled.map(toOneLine) } : {}),
    edits,
  };
}

/** Puts values into the `{{name}}` places of a message. */
function fill(message: string, data: Readonly<Record<string, string>>): string {
  return toOneLine(message.replace(/\{\{(\w+)\}\}/g, (place, name: string) => data[name] ?? place).trim());
}

/** A separator that is written once and stands in a URL twice is one step of the way to it. */
export function distinctSteps(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [`${placeKey(step.span)}|${step.message}`, step])).values()];
}

/** The same change, which says why it is only likely to be right, unless it asks for something else first. */
function withDoubt(change: Change, usage: Usage): Change {
  const doubt = usage.kind === 'endpoint' ? usage.doubt : null;
  if (doubt === null || change.decisions?.length) return change;
  return withDecision(change, `Check what this code requests: ${doubt}.`);
}

/** The code that holds a change back. */
function blocking({ blockedAt }: Problem): readonly Step[] {
  return blockedAt ? [{ span: blockedAt, message: PREVENTS_CHANGE }] : [];
}

/**
 * A finding about a call is about each file whose code uses its answer: that code and the call change together, so a run
 * that speaks of some files only has to know them.
 *
 * @param file where the finding stands
 * @returns the steps, and one for each file that none of them is in
 */
function withUsers(steps: readonly Step[], { topic }: Rule, file: string, usage: Usage): readonly Step[] {
  const answer = topic === 'call' && usage.kind === 'endpoint' ? usage.answer : null;
  if (!answer) return steps;
  const named = new Set([file, ...steps.map(({ span }) => span.file)]);
  const users = new Map<string, Step>();
  for (const { span } of [...answer.reads, ...answer.uses, ...answer.written, ...answer.escapes]) {
    if (named.has(span.file) || users.has(span.file)) continue;
    users.set(span.file, { span, message: 'the answer is used here' });
  }
  return users.size ? [...steps, ...users.values()] : steps;
}

/** Why a finding is likely only, where that is so for all that is said of the usage. */
function reasonsToDoubt(usage: Usage): readonly Step[] {
  const doubt = usage.kind === 'endpoint' ? usage.doubt : null;
  return doubt === null ? [] : [{ span: usage.span, message: `only likely, because ${doubt}` }];
}
