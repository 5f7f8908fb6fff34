import type { EarlierFinding } from '../report.js';
import { count } from '../summary.js';
import { toPrintable } from '../printable.js';
import type { Subject } from './subject.js';
import { Prose } from './text.js';

const MOST_LINES = 100;

/** What became of the findings of an earlier report. */
export function Progress({
  earlier,
  subject,
}: {
  readonly earlier: readonly EarlierFinding[];
  readonly subject: Subject;
}) {
  const known = new Set(subject.report.result.findings.map(({ fingerprint }) => fingerprint));
  const before = new Set(earlier.map(({ fingerprint }) => fingerprint));
  const gone = earlier.filter(({ fingerprint }) => !known.has(fingerprint));
  const fresh = subject.findings.filter(({ fingerprint }) => !before.has(fingerprint));
  const left = earlier.length - gone.length;
  const share = earlier.length === 0 ? 0 : (100 * gone.length) / earlier.length;
  return (
    <section id="progress">
      <h2>Progress</h2>
      <p class="lead">
        Of {count(earlier.length, 'finding')} in the earlier report, {gone.length} {gone.length === 1 ? 'is' : 'are'}{' '}
        gone and {left} {left === 1 ? 'is' : 'are'} left. {fresh.length} {fresh.length === 1 ? 'is' : 'are'} new.
      </p>
      <svg
        class="progress"
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${Math.round(share)} percent done`}
      >
        <rect class="bar-ground" width="100" height="4" />
        <rect class="fill-fix" width={share} height="4" />
      </svg>
      {fresh.length > 0 && (
        <>
          <h3>New since then</h3>
          <ul>
            {fresh.slice(0, MOST_LINES).map((finding) => (
              <li>
                <a href={`#${subject.cardOf(finding)?.id ?? 'calls'}`}>{subject.places.headerOf(finding.span)}</a>{' '}
                <Prose text={finding.message} />
              </li>
            ))}
          </ul>
        </>
      )}
      {gone.length > 0 && (
        <details>
          <summary>Gone since then: {gone.length}</summary>
          <ul>
            {gone.slice(0, MOST_LINES).map(({ file, line, message }) => (
              <li>
                <code>{toPrintable(`${file}:${line}`)}</code> <Prose text={message} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
