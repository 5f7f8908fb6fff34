import type { Span } from './spans.js';

/** Where an attribute of a page is, with its name and its quotes. */
type Stretch = Pick<Span, 'start' | 'end'>;

/** An attribute behind a space, or within the brackets of Pug. A name is looked for once in each run of characters. */
const ATTRIBUTE = /(?<=[\s(,"'])((?:\[\(|[[(])?[^\s"'<>=,()[\]]+)[\])]{0,2}\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Attributes whose text is for people, for styles, or for who follows a link. */
const FOR_READERS = /^(?:href|title|alt|placeholder|label|summary|class|id|style|rel|aria-[\w-]+)$/i;

/** A link that runs code. */
const CODE_IN_LINK = /^\s*javascript:/i;

/**
 * The attributes of a page by which something may be requested: handlers of events, what a framework evaluates or sends
 * (`@click`, `(click)`, `x-data`, `hx-get`, `action`), and what scripts read (`data-base`). What a page says to people, and
 * where it links to, is no request.
 *
 * @param text of a page, or of a template
 */
export function askingAttributes(text: string): readonly Stretch[] {
  return [...text.matchAll(ATTRIBUTE)].flatMap(({ 0: written, 1: name = '', 2: double, 3: single, index }) => {
    const value = double ?? single ?? '';
    const isForReaders = FOR_READERS.test(name) && !CODE_IN_LINK.test(value);
    return isForReaders ? [] : [{ start: index, end: index + written.length }];
  });
}
