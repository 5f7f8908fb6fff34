import type { Severity } from '../../model/finding.js';
import { groupBy } from '../../model/group-by.js';
import { toHeadline } from '../headline.js';
import { nextSteps } from '../next-command.js';
import { toPrintable } from '../printable.js';
import { count, countUnjudged, toScope } from '../summary.js';
import { tally } from '../tally.js';
import { Bars, Ring, type Slice } from './charts.js';
import type { Subject } from './subject.js';

/** What a manager reads: how much there is, how it can be done, where it lies, and the command to type next. */
export function Overview({ subject }: { readonly subject: Subject }) {
  const { report, findings } = subject;
  const { result } = report;
  const { signIns, others, addresses, remedies } = tally(result);
  const calls = signIns + others + addresses;
  const open = countUnjudged(result);
  const slices: readonly Slice[] = [
    { label: 'can be fixed automatically', value: remedies.fix, kind: 'fix' },
    { label: 'need a decision', value: remedies.decision + remedies['stored ids'], kind: 'decision' },
    { label: 'must be changed by hand', value: remedies['by hand'], kind: 'by-hand' },
  ].filter(({ value }) => value > 0);
  return (
    <section id="overview">
      <h2 class="visually-hidden">Overview</h2>
      <p class="headline">{toHeadline(result)}</p>
      <ul class="tiles">
        <Tile value={signIns} label={`sign-in ${plural(signIns, 'call')} to v1 or /me`} />
        <Tile value={others} label={`roster ${plural(others, 'call')} to v1`} />
        {addresses > 0 && <Tile value={addresses} label={`other ${plural(addresses, 'URL')} of v1 or /me`} />}
        <Tile value={findings.length} label={toFound(findings)} />
        <Tile value={open} label="calls and files not checked" kind={open > 0 ? 'open' : 'none'} />
      </ul>
      <Next subject={subject} />
      {findings.length > 0 && (
        <div class="charts">
          {calls > 0 && <Ring title="What can be done about the calls" slices={slices} unit="calls" />}
          <Bars title="Findings by rule" slices={byRule(subject)} />
          <Bars title={hasOwners(subject) ? 'Findings by owner' : 'Findings by file'} slices={byOwner(subject)} />
        </div>
      )}
      {findings.length > 0 && <p class="note">{toScope(result)}</p>}
    </section>
  );
}

function plural(number: number, noun: string): string {
  return number === 1 ? noun : `${noun}s`;
}

/** What a number of findings counts: `findings in 4 files`. */
function toFound(findings: Subject['findings']): string {
  const files = groupBy(findings, ({ span }) => span.file).size;
  return `${plural(findings.length, 'finding')}${files > 0 ? ` in ${count(files, 'file')}` : ''}`;
}

function Tile({
  value,
  label,
  kind = 'none',
}: {
  readonly value: number;
  readonly label: string;
  readonly kind?: string;
}) {
  return (
    <li class={`tile tile-${kind}`}>
      <strong>{value}</strong>
      <span>{label}</span>
    </li>
  );
}

function Next({ subject }: { readonly subject: Subject }) {
  const steps = nextSteps(subject.report);
  if (steps.length === 0) return null;
  return (
    <section class="next">
      <h3>Next</h3>
      <ol>
        {steps.map(({ command, does }) => (
          <li>
            {command !== null && <Command text={toPrintable(command)} />}{' '}
            <OptionsAsCode text={`${toPrintable(does)}.`} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A sentence in which the options of the command are code. */
function OptionsAsCode({ text }: { readonly text: string }) {
  return <span>{text.split(/(--[a-z-]+)/).map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</span>;
}

/** A command whose options stay whole where a narrow screen breaks it. */
function Command({ text }: { readonly text: string }) {
  return (
    <code>
      {text.split(/(?<= )/).map((word) => (word.startsWith('--') ? <span class="option">{word}</span> : word))}
    </code>
  );
}

const SEVERITY_KINDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'info' };

function byRule({ findings }: Subject): readonly Slice[] {
  return [...groupBy(findings, ({ rule }) => rule)].map(([rule, own]) => ({
    label: rule.replace('clever/', ''),
    value: own.length,
    kind: SEVERITY_KINDS[own[0]?.severity ?? 'info'],
  }));
}

function hasOwners({ cards }: Subject): boolean {
  return cards.some(({ owners }) => owners.length > 0);
}

const MOST_BARS = 7;

function byOwner(subject: Subject): readonly Slice[] {
  const { findings, report, places, cardOf } = subject;
  if (!hasOwners(subject)) {
    return [...groupBy(findings, ({ span }) => span.file)]
      .map(([file, own]) => ({ file, own, first: own[0] && cardOf(own[0]) }))
      .map(({ file, own, first }) => ({
        label: toPrintable(shorten(places.fileOf(file))),
        value: own.length,
        kind: 'plain',
        ...(first ? { href: `#${first.id}` } : {}),
      }))
      .toSorted((left, right) => right.value - left.value)
      .slice(0, MOST_BARS);
  }
  const owned = findings.flatMap((finding) => {
    const owners = report.ownersOf?.(finding.span.file) ?? [];
    return owners.length > 0 ? owners : ['no owner'];
  });
  return [...groupBy(owned, (owner) => owner)].map(([owner, own]) => ({
    label: toPrintable(owner),
    value: own.length,
    kind: 'plain',
  }));
}

/** The end of a path says which file it is. */
function shorten(file: string): string {
  const parts = file.split('/');
  return parts.length > 3 ? `…/${parts.slice(-2).join('/')}` : file;
}
