import type { Change, Finding, FindingCall, Topic } from '../../model/finding.js';
import { decisionsByCall } from '../asking-calls.js';
import { findingsOf } from '../blocks.js';
import { changesOf, keyOfChange } from '../changes.js';
import { groupBy } from '../../model/group-by.js';
import { REMEDY_NAMES } from '../plan.js';
import { toPrintable } from '../printable.js';
import { hangingKey, nameFate, verbFor, warnAt } from '../hanging-words.js';
import { nameOfCall, placeOfFields } from '../name-of-call.js';
import { CodeExcerpt } from './code-excerpt.js';
import { SideBySide } from './side-by-side.js';
import type { Card, Subject } from './subject.js';
import { Pill, Prose } from './text.js';
import { count } from '../summary.js';

const TOPICS: Readonly<Record<Exclude<Topic, 'field'>, string>> = {
  call: 'Also moves',
  role: 'Used as a role',
  'stored id': 'Stored ids',
  'mixed versions': 'Mixed versions',
  package: 'Package',
  event: 'Event names',
  'unresolved call': 'Not resolved',
};

/** One thing that has to be done: the call, its code, what hangs on its answer, its trail, and the change. */
export function CallCard({
  card,
  subject,
  isOpen,
}: {
  readonly card: Card;
  readonly subject: Subject;
  readonly isOpen: boolean;
}) {
  const { block, remedy, owners, id } = card;
  const { head } = block;
  const { places } = subject;
  const rules = [...new Set(findingsOf(block).map(({ rule }) => rule))];
  return (
    <details
      class="card"
      id={id}
      open={isOpen}
      data-remedy={remedy}
      data-severity={head.severity}
      data-rules={rules.join(' ')}
      data-owners={owners.join(' ')}
    >
      <summary>
        <span class="card-title">
          <strong>{toPrintable(titleOf(head, block.calls))}</strong>
          <code class="place">{places.headerOf(head.span)}</code>
        </span>
        <span class="pills">
          <Pill
            kind={head.severity}
            text={head.confidence === 'likely' ? `${head.severity} (likely)` : head.severity}
          />
          <Pill kind={remedy} text={REMEDY_NAMES[remedy]} />
          {owners.map((owner) => (
            <Pill kind="owner" text={toPrintable(owner)} />
          ))}
        </span>
      </summary>
      <div class="card-body">
        <p class="message">
          <Prose text={head.message} />
        </p>
        <CodeExcerpt span={head.span} places={places} />
        <Calls calls={head.calls} subject={subject} />
        <Hanging card={card} subject={subject} />
        <Trail finding={head} subject={subject} />
        <Changes card={card} subject={subject} />
        <p class="rules">
          {rules.map((rule) => (
            <code>{rule}</code>
          ))}
        </p>
      </div>
    </details>
  );
}

function titleOf(head: Finding, calls: readonly FindingCall[]): string {
  const asked = [...new Set((head.calls.length > 0 ? head.calls : calls).map(nameOfCall))];
  const [first] = asked;
  if (first === undefined) return head.brief?.subject ?? head.rule.replace('clever/', '');
  return asked.length === 1 ? first : `${asked.length} calls through one URL`;
}

/** What becomes of each call. */
function Calls({ calls, subject }: { readonly calls: readonly FindingCall[]; readonly subject: Subject }) {
  const moved = calls.filter(({ origin }) => origin !== 'mock');
  if (moved.length === 0) return null;
  return (
    <div class="scroll" tabindex={0} role="group" aria-label="Calls">
      <table class="facts">
        <thead>
          <tr>
            <th scope="col">Call</th>
            <th scope="col">On {subject.report.result.target}</th>
            <th scope="col">Made at</th>
          </tr>
        </thead>
        <tbody>
          {moved.map((call) => (
            <tr>
              <td>
                <code>{toPrintable(nameOfCall(call))}</code>
              </td>
              <td>
                {call.endpoint.target === null ? (
                  'no replacement known'
                ) : (
                  <code>{toPrintable(call.endpoint.target)}</code>
                )}
              </td>
              <td>
                <code>{subject.places.headerOf(call.span)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is read off the answer, stored, or taken for a role. */
function Hanging({ card, subject }: { readonly card: Card; readonly subject: Subject }) {
  const { head, others } = card.block;
  const hanging = head.topic === 'call' ? others : findingsOf(card.block);
  if (hanging.length === 0) return null;
  const warning = warnAt(hanging);
  return (
    <dl class="hanging">
      {[...groupBy(hanging, hangingKey).values()].map((findings) => (
        <>
          <dt>
            <HangingTitle findings={findings} head={head} subject={subject} />
          </dt>
          <dd>
            {warning !== null && findings.includes(warning.at) && <p>{warning.text}</p>}
            <ul>
              {[...groupBy(findings, ({ brief, rule, span }) => `${brief?.subject ?? rule} ${span.file}`).values()].map(
                (group) => (
                  <HangingItem group={group} subject={subject} />
                ),
              )}
            </ul>
          </dd>
        </>
      ))}
    </dl>
  );
}

/** What a group has in common; of fields, what became of them, and which endpoint returns them now. */
function HangingTitle({
  findings,
  head,
  subject,
}: {
  readonly findings: readonly Finding[];
  readonly head: Finding;
  readonly subject: Subject;
}) {
  const [first] = findings;
  if (!first) return null;
  if (first.topic !== 'field') return <>{TOPICS[first.topic]}</>;
  const fate = nameFate(first, subject.report.result.target);
  const place = placeOfFields(findings, head);
  return (
    <>
      {`${fate.charAt(0).toUpperCase()}${fate.slice(1)}`}
      {place !== null && (
        <>
          , now in <code>{toPrintable(place)}</code>
        </>
      )}
    </>
  );
}

/** The same thing in one file, with all its lines. */
function HangingItem({
  group,
  subject: { places },
}: {
  readonly group: readonly Finding[];
  readonly subject: Subject;
}) {
  const [first] = group;
  if (!first) return null;
  const { span } = first;
  const lines = [...new Set(group.map((finding) => places.placeOf(finding.span).line))];
  return (
    <li>
      <SubjectOf finding={first} />{' '}
      <span class="where">{toPrintable(`${places.fileOf(span.file)}:${lines.join(', ')}`)}</span>
    </li>
  );
}

/** What a finding is about, and what takes its place: a field has a new place, all else is replaced. */
function SubjectOf({ finding: { brief, rule, topic } }: { readonly finding: Finding }) {
  const subject = <code>{toPrintable(brief?.subject ?? rule)}</code>;
  if (brief === null) return subject;
  if (brief.instead === null) return brief.fate === 'moved' ? <>{subject} under the same name</> : subject;
  const instead = <code>{toPrintable(brief.instead)}</code>;
  if (topic === 'field')
    return (
      <>
        {subject} → {instead}
      </>
    );
  return (
    <>
      {verbFor(topic)} {instead} instead of {subject}
    </>
  );
}

/** Where the pieces of the address are written, and where it is asked for. */
function Trail({ finding, subject }: { readonly finding: Finding; readonly subject: Subject }) {
  if (finding.related.length === 0) return null;
  return (
    <details class="trail">
      <summary>How this was found, in {count(finding.related.length, 'step')}</summary>
      <ol>
        {finding.related.map(({ span, message }) => (
          <li>
            <code>{subject.places.headerOf(span)}</code> <Prose text={message} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Changes({ card, subject }: { readonly card: Card; readonly subject: Subject }) {
  const findings = findingsOf(card.block);
  const changes = new Map(
    findings.flatMap((finding) =>
      changesOf(finding).map((change) => [keyOfChange(change), { change, isFix: change === finding.fix }] as const),
    ),
  );
  const refusals = new Set(findings.flatMap(({ refusal }) => (refusal === null ? [] : [refusal])));
  return (
    <>
      {[...changes].map(([key, { change, isFix }]) => (
        <OneChange change={change} isFix={isFix} carrier={subject.carriers.get(key)} card={card} subject={subject} />
      ))}
      {[...refusals].map((refusal) => (
        <p class="refusal">
          <strong>Change this by hand:</strong> <Prose text={`${refusal}.`} />
        </p>
      ))}
    </>
  );
}

function OneChange({
  change,
  isFix,
  carrier,
  card,
  subject,
}: {
  readonly change: Change;
  readonly isFix: boolean;
  readonly carrier: Card | undefined;
  readonly card: Card;
  readonly subject: Subject;
}) {
  const { report, places } = subject;
  const { head } = card.block;
  const byCall = change === head.suggestions[0] ? decisionsByCall(head) : [];
  const decisions = byCall.length > 0 ? byCall : (change.decisions ?? []);
  return (
    <section class="change">
      <h3>{isFix ? <Prose text="The change that `--fix` writes" /> : 'A suggested change'}</h3>
      {byCall.length === 0 && (
        <p>
          <Prose text={change.description} />
        </p>
      )}
      {decisions.length > 0 && (
        <ul class="decisions">
          {decisions.map((decision) => (
            <li>
              <Prose text={decision} />
            </li>
          ))}
        </ul>
      )}
      {carrier && carrier !== card ? (
        <p>
          The change is shown at <a href={`#${carrier.id}`}>{places.headerOf(carrier.block.head.span)}</a>.
        </p>
      ) : (
        <SideBySide change={change} places={places} textOf={(file) => report.result.textOf(file)} />
      )}
    </section>
  );
}
