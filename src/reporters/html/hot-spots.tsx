import { count } from '../summary.js';
import { toPrintable } from '../printable.js';
import { CodeMap } from './code-map.js';
import type { Subject } from './subject.js';

const MOST_FILES = 20;

/** Where the work lies: a map, and the files that hold most of it as a list. */
export function HotSpots({ subject }: { readonly subject: Subject }) {
  const { files, report } = subject;
  const hot = files
    .filter(({ errors, warnings }) => errors + warnings > 0)
    .toSorted((left, right) => right.errors - left.errors || right.warnings - left.warnings);
  if (files.length === 0) return null;
  return (
    <section id="map">
      <h2>Map of the code</h2>
      <p class="lead">
        Each box is a file. A larger box is a longer file, and a stronger color means more findings.{' '}
        {report.result.unrelated > 0 &&
          `${count(report.result.unrelated, 'file')} ${report.result.unrelated === 1 ? 'does' : 'do'} not use Clever and ${report.result.unrelated === 1 ? 'is' : 'are'} not shown.`}
      </p>
      <CodeMap files={files} />
      {hot.length > 0 && (
        <div class="scroll" tabindex={0} role="group" aria-label="Hot spots">
          <table class="facts hot">
            <caption>Hot spots</caption>
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col">Errors</th>
                <th scope="col">Warnings</th>
              </tr>
            </thead>
            <tbody>
              {hot.slice(0, MOST_FILES).map(({ name, errors, warnings, href }) => (
                <tr>
                  <td>
                    {href === null ? (
                      <code>{toPrintable(name)}</code>
                    ) : (
                      <a href={href}>
                        <code>{toPrintable(name)}</code>
                      </a>
                    )}
                  </td>
                  <td class="amount">{errors}</td>
                  <td class="amount">{warnings}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
