/** Methods of texts that leave the body what it is: buffers and chunks joined before they are parsed. */
export const TEXT_METHODS: ReadonlySet<string> = new Set(['toString', 'trim', 'valueOf']);

/** Methods of single values; calling one reads nothing more of the answer. */
export const VALUE_METHODS: ReadonlySet<string> = new Set([
  'toLowerCase',
  'toUpperCase',
  'includes',
  'startsWith',
  'endsWith',
  'split',
  'replace',
  'replaceAll',
  'slice',
  'substring',
  'substr',
  'charAt',
  'charCodeAt',
  'padStart',
  'padEnd',
  'localeCompare',
  'match',
  'indexOf',
  'lastIndexOf',
  'concat',
  'at',
  'hasOwnProperty',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
  'normalize',
  'repeat',
  'search',
  'test',
  'codePointAt',
  'matchAll',
  'toFixed',
  'trimStart',
  'trimEnd',
]);

/** Methods of lists that take a function of an element. */
export const CALLBACK_METHODS: ReadonlySet<string> = new Set([
  'map',
  'forEach',
  'filter',
  'find',
  'findLast',
  'findIndex',
  'some',
  'every',
  'flatMap',
  'reduce',
  'reduceRight',
  'sort',
  'toSorted',
]);

/** Methods of collections that give nothing of what is in them. */
export const KEEPING_METHODS: ReadonlySet<string> = new Set(
  'push unshift add set has delete clear includes indexOf'.split(' '),
);

/** Methods of lists that texts do not have. */
export const ARRAY_METHODS: ReadonlySet<string> = new Set([
  ...CALLBACK_METHODS,
  'join',
  'pop',
  'shift',
  'reverse',
  'toReversed',
  'splice',
  'flat',
  'at',
  'next',
]);

/** Methods that answer one element. */
export const ELEMENT_METHODS: ReadonlySet<string> = new Set(['pop', 'shift', 'at', 'find', 'findLast']);

/** Methods that answer elements of the same kind; the callback of the testing ones sees them too. */
export const SAME_LIST_METHODS: ReadonlySet<string> = new Set([
  'filter',
  'slice',
  'splice',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'concat',
  'flat',
  'values',
]);

/** Methods of texts that answer the text, changed. */
export const CHANGING_METHODS: ReadonlySet<string> = new Set([
  'toLowerCase',
  'toUpperCase',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
  'trimStart',
  'trimEnd',
  'normalize',
  'replace',
  'replaceAll',
  'slice',
  'concat',
]);

/** Methods of texts that cut a part out of it by its place. */
export const CUTTING_METHODS: ReadonlySet<string> = new Set(['substring', 'substr']);

/** Methods that answer whether a text has a part. */
export const ASKING_FOR_PART: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'includes']);

/** Methods of texts that ask whether another text is in them. */
export const TESTING_METHODS: ReadonlySet<string> = new Set([
  'includes',
  'startsWith',
  'endsWith',
  'indexOf',
  'localeCompare',
  'search',
]);

/** Members of texts: what has any other one called on it is no text. */
export const MEMBERS_OF_TEXTS: ReadonlySet<string> = new Set([
  'length',
  'at',
  'charAt',
  'charCodeAt',
  'codePointAt',
  'concat',
  'endsWith',
  'includes',
  'indexOf',
  'lastIndexOf',
  'localeCompare',
  'match',
  'matchAll',
  'normalize',
  'padEnd',
  'padStart',
  'repeat',
  'replace',
  'replaceAll',
  'search',
  'slice',
  'split',
  'startsWith',
  'substring',
  'substr',
  'toLowerCase',
  'toString',
  'toUpperCase',
  'trim',
  'trimEnd',
  'trimStart',
  'valueOf',
]);
