import type { Asked } from '../requests/requests.js';
import { spanOf } from '../program/program.js';
import { isSameSpan } from '../model/spans.js';
import type { CleverUrl, UrlPiece } from '../model/url.js';
import type { Span, Step } from '../model/spans.js';

/** Where the pieces of a URL come from, and the call that joins them. */
export function trailOf(url: CleverUrl, request: Asked): readonly Step[] {
  const written = url.pieces.filter(({ text, hole }) => !hole && text !== '');
  const steps = inOnePlace(written).map(({ text, span }) => ({ span, message: `\`${text}\` is written here` }));
  return [...steps, { span: spanOf(request.call), message: `${request.client.name} requests \`${url.text}\` here` }];
}

/** The texts that were written in one go; what is hidden of one is a piece of its own. */
function inOnePlace(pieces: readonly UrlPiece[]): readonly { readonly text: string; readonly span: Span }[] {
  const texts: { text: string; span: Span }[] = [];
  for (const { text, span } of pieces) {
    const last = texts.at(-1);
    if (!span) continue;
    const continues = last?.span.file === span.file && (last.span.end === span.start || isSameSpan(last.span, span));
    if (last && continues) texts.splice(-1, 1, { text: last.text + text, span: { ...last.span, end: span.end } });
    else texts.push({ text, span });
  }
  return texts;
}
