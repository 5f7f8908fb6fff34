/** Files that hold scripts among other things; those scripts are programs like any other. */
export const COMPONENT_FILE = /\.(?:vue|svelte|astro|html?)$/i;

/** Templates that a server shows: what they read of the names that they are given counts, and what their scripts ask. */
const VIEWS = 'ejs eta hbs handlebars mustache pug jade njk nunjucks liquid twig swig edge';
/** The same of programs in other languages: of these, only what scripts and code ask counts. */
const OTHER_VIEWS =
  'erb rhtml eex heex leex jsp jspf jspx tag gsp ftl ftlh cshtml vbhtml razor aspx ascx j2 jinja jinja2 mako gohtml tmpl tpl';
const VIEW_FILE = new RegExp(String.raw`\.(?:${`${VIEWS} ${OTHER_VIEWS}`.replaceAll(' ', '|')})$`, 'i');
/** What is put behind the name of any file that is made of a template: `nginx.conf.j2`, `database.yml.erb`. */
const TEMPLATE_OF_FILE = /\.(?:erb|eex|j2|jinja2?|tmpl|tpl)$/i;

/** What a file that is not JavaScript is written for. */
export type TextRole =
  /** settings, scripts and descriptions that some program reads */
  | 'configuration'
  /** a program in another language */
  | 'language'
  /** prose with code blocks */
  | 'document';

/** How a format marks its comments; each name is a row of the table in `src/text/comments.ts`. */
export type CommentStyle =
  | 'none'
  | 'hash'
  | 'slash'
  | 'hash-and-slash'
  | 'hash-and-semicolon'
  | 'hash-and-bang'
  | 'dash'
  | 'semicolon'
  | 'percent'
  | 'xml'
  | 'batch'
  | 'python'
  | 'ruby'
  | 'perl'
  | 'php'
  | 'elixir'
  | 'lua'
  | 'haskell'
  | 'powershell'
  | 'go'
  | 'basic'
  | 'template';

/** A format whose files are searched as text. */
export interface TextFormat {
  readonly role: TextRole;
  readonly comments: CommentStyle;
  /** Whether a slash may be written `\/`. */
  readonly escapesSlashes: boolean;
}

const ENVIRONMENT: TextFormat = { role: 'configuration', comments: 'hash', escapesSlashes: false };
/** A script without an extension may be of a shell, as `.sh` is, or of any other program. */
const SCRIPT: TextFormat = { role: 'configuration', comments: 'hash-and-slash', escapesSlashes: false };
const JSON_FORMAT: TextFormat = { role: 'configuration', comments: 'slash', escapesSlashes: true };
const NOTEBOOK: TextFormat = { role: 'language', comments: 'none', escapesSlashes: true };
const TEMPLATE: TextFormat = { role: 'language', comments: 'slash', escapesSlashes: false };
const DOCUMENT: TextFormat = { role: 'document', comments: 'none', escapesSlashes: false };

const CONFIGURATION: Readonly<Partial<Record<CommentStyle, string>>> = {
  hash: 'yml yaml toml sh bash zsh fish ksh mk nix service hurl',
  'hash-and-slash': 'tf tfvars hcl http rest',
  'hash-and-semicolon': 'ini cfg conf',
  'hash-and-bang': 'properties',
  xml: 'xml config plist jmx',
  batch: 'bat cmd',
  none: 'bru',
};

const LANGUAGES: Readonly<Partial<Record<CommentStyle, string>>> = {
  python: 'py pyi pyw jl',
  ruby: 'rb rake gemspec cr',
  perl: 'pl pm',
  php: 'php phtml',
  elixir: 'ex exs',
  go: 'go',
  slash: 'java kt kts cs rs swift scala sc dart groovy gradle c h cc cpp cxx hpp m mm zig fs fsx v',
  hash: 'r coffee nim tcl',
  dash: 'sql elm',
  lua: 'lua',
  haskell: 'hs',
  powershell: 'ps1 psm1',
  semicolon: 'clj cljs cljc lisp scm',
  percent: 'erl hrl',
  basic: 'vb vbs bas',
  template: `${VIEWS} ${OTHER_VIEWS}`,
};

const BY_EXTENSION: ReadonlyMap<string, TextFormat> = new Map([
  ...rowsOf(CONFIGURATION, 'configuration'),
  ...rowsOf(LANGUAGES, 'language'),
  ...['md', 'mdx', 'markdown'].map((extension) => [extension, DOCUMENT] as const),
  ...['json', 'jsonc', 'json5', 'har'].map((extension) => [extension, JSON_FORMAT] as const),
  ['ipynb', NOTEBOOK],
]);

/** Files that are known by their whole name. */
const BY_NAME: readonly (readonly [RegExp, TextFormat])[] = [
  [/^(?:Dockerfile|Containerfile|Makefile|Procfile|Caddyfile|crontab)(?:\.|$)|\.dockerfile$/i, ENVIRONMENT],
  // https://docs.netlify.com/manage/routing/redirects/overview/
  [/^(?:yarn\.lock|_redirects)$/, ENVIRONMENT],
  [/^(?:Gemfile|Rakefile|Vagrantfile|Fastfile)$/, { role: 'language', comments: 'ruby', escapesSlashes: false }],
  [/^Jenkinsfile(?:\.|$)/, { role: 'language', comments: 'slash', escapesSlashes: false }],
];

/** Names of the languages as code blocks of documents are marked, where they are not the extension. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['js', 'java'],
  ['jsx', 'java'],
  ['ts', 'java'],
  ['tsx', 'java'],
  ['javascript', 'java'],
  ['typescript', 'java'],
  ['python', 'py'],
  ['ruby', 'rb'],
  ['shell', 'sh'],
  ['console', 'sh'],
  ['env', 'sh'],
  ['dotenv', 'sh'],
  ['dockerfile', 'sh'],
  ['golang', 'go'],
  ['csharp', 'cs'],
  ['kotlin', 'kt'],
  ['rust', 'rs'],
  ['elixir', 'ex'],
  ['perl', 'pl'],
  ['hcl', 'tf'],
  ['terraform', 'tf'],
]);

/**
 * The format of a file that is searched as text, by its name.
 *
 * @param name the file's name without its folders; that of an env file has to be one already
 * @returns null for a file that is not searched
 */
export function textFormatOf(name: string): TextFormat | null {
  const named = BY_NAME.find(([pattern]) => pattern.test(name));
  if (named) return named[1];
  const made = formatOfMade(name);
  if (made) return made;
  const dot = name.lastIndexOf('.');
  return dot < 0 ? null : (BY_EXTENSION.get(name.slice(dot + 1).toLowerCase()) ?? null);
}

/** The sign of comments that go to the end of their line, in programs of these styles. */
const LINE_SIGNS: Readonly<Partial<Record<CommentStyle, '#' | '//'>>> = {
  hash: '#',
  python: '#',
  ruby: '#',
  perl: '#',
  elixir: '#',
  php: '//',
  go: '//',
  slash: '//',
};
/** Scripts and recipes, in which a comment can stand above any command; of other settings nobody knows where one can. */
const COMMANDS = /\.(?:sh|bash|zsh|fish|ksh|dockerfile)$|^(?:Dockerfile|Containerfile|Makefile)(?:\.|$)/i;

/**
 * What begins a comment that goes to the end of its line in a file that is searched as text.
 *
 * @param name the file's name without its folders
 * @returns null for a file in which no comment can be put
 */
export function lineCommentOf(name: string): { readonly sign: '#' | '//'; readonly style: CommentStyle } | null {
  const format = textFormatOf(name);
  if (!format || (format.role !== 'language' && !COMMANDS.test(name))) return null;
  const sign = LINE_SIGNS[format.comments];
  return sign ? { sign, style: format.comments } : null;
}

/** Whether a file is a template of a page. */
export function isView(name: string): boolean {
  return VIEW_FILE.test(name) && formatOfMade(name) === null;
}

/** Whether a file is a notebook of Jupyter: JSON around the code of cells and what they printed. */
export function isNotebook(name: string): boolean {
  return textFormatOf(name) === NOTEBOOK;
}

/** The format of what a template makes, where that is no page: of `nginx.conf.j2`, `database.yml.erb`, `client.js.erb`. */
function formatOfMade(name: string): TextFormat | null {
  const made = name.replace(TEMPLATE_OF_FILE, '').toLowerCase();
  if (made.length === name.length) return null;
  if (made === 'env') return ENVIRONMENT;
  const dot = made.lastIndexOf('.');
  const extension = made.slice(dot + 1);
  return dot < 0 ? null : (BY_EXTENSION.get(ALIASES.get(extension) ?? extension) ?? null);
}

/** The format of the code in the template of a component. */
export function templateFormat(): TextFormat {
  return TEMPLATE;
}

/** The format of an env file. */
export function environmentFormat(): TextFormat {
  return ENVIRONMENT;
}

/** The format of a script that has no extension. */
export function scriptFormat(): TextFormat {
  return SCRIPT;
}

/**
 * How comments are written in a code block of a document.
 *
 * @param language what stands behind the fence: `python`, `ts`; empty for nothing
 */
export function commentsOfBlock(language: string): CommentStyle {
  const name = language.toLowerCase();
  return BY_EXTENSION.get(ALIASES.get(name) ?? name)?.comments ?? 'hash';
}

function rowsOf(
  table: Readonly<Partial<Record<CommentStyle, string>>>,
  role: TextRole,
): readonly (readonly [string, TextFormat])[] {
  return Object.entries(table).flatMap(([comments, extensions]) =>
    extensions
      .split(' ')
      .map((extension) => [extension, { role, comments: comments as CommentStyle, escapesSlashes: false }] as const),
  );
}
