import type { Span } from '../../model/spans.js';
import { excerptOf, type Excerpt } from '../frame.js';
import type { Places } from '../places.js';
import { toPrintable } from '../printable.js';

/** The lines around a place, with the place marked. */
export function CodeExcerpt({ span, places }: { readonly span: Span; readonly places: Places }) {
  const excerpt = excerptOf(span, places, { context: 2 });
  return (
    <pre class="excerpt" tabindex={0}>
      <code>
        {excerpt.lines.map((line, index) => (
          <ExcerptLine line={line} number={excerpt.firstLine + index} excerpt={excerpt} />
        ))}
      </code>
    </pre>
  );
}

function ExcerptLine({
  line,
  number,
  excerpt,
}: {
  readonly line: string;
  readonly number: number;
  readonly excerpt: Excerpt;
}) {
  const isMarked = number >= excerpt.line && number <= excerpt.endLine;
  const start = number === excerpt.line ? excerpt.column - 1 : 0;
  const end = number === excerpt.endLine ? excerpt.endColumn - 1 : line.length;
  return (
    <span class={isMarked ? 'row marked' : 'row'}>
      <span class="number">{number}</span>
      {isMarked ? (
        <>
          {toPrintable(line.slice(0, start))}
          <mark>{toPrintable(line.slice(start, end))}</mark>
          {toPrintable(line.slice(end))}
        </>
      ) : (
        toPrintable(line)
      )}
      {'\n'}
    </span>
  );
}
