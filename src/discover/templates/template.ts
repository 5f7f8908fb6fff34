import type { Template } from '../../model/template.js';
import { readBraces } from './braces.js';
import { readCurly } from './curly.js';
import { readDelimited } from './delimited.js';
import { readHandlebars } from './handlebars.js';
import { readMarkup } from './markup.js';
import { readPug } from './pug.js';

/** How the templates of a language are read. */
type Reader = (text: string) => Template;

/** By the extension; Adonis calls its language Edge. */
const BY_EXTENSION: Readonly<Record<string, Reader>> = {
  ejs: readDelimited,
  eta: readDelimited,
  hbs: readHandlebars,
  handlebars: readHandlebars,
  mustache: readHandlebars,
  pug: readPug,
  jade: readPug,
  njk: readBraces,
  nunjucks: readBraces,
  liquid: readBraces,
  twig: readBraces,
  swig: readBraces,
  edge: readBraces,
  vue: readMarkup,
  svelte: readCurly,
  astro: readCurly,
};

/**
 * Reads what a template does with the names that it is given.
 *
 * @param file its name, which says what language it is in
 * @param text with all that is no template blanked
 */
export function readTemplate(file: string, text: string): Template {
  const extension = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  const reader = Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : readerOfPage(text);
  return reader ? reader(text) : [];
}

/** A page may be in any language that its server shows it with. */
function readerOfPage(text: string): Reader {
  if (/<%[=_\-~]?\s/.test(text)) return readDelimited;
  if (/\{%-?\s*\w/.test(text)) return readBraces;
  if (/\{\{~?[#^/>]/.test(text)) return readHandlebars;
  return readMarkup;
}
