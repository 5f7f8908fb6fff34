// Who may import whom: the rooms of docs/architecture.md. Each room lists all that it may import of the project's own
// code; anything else is a violation. Type-only imports count, because a type is knowledge too.

/** All files of some rooms. */
const inside = (...names) => names.map((name) => `^src/${name}/`);
/** A run over a project, to findings and on to fixes, which every host calls. */
const steps = inside(
  'model',
  'clever-api',
  'config',
  'discover',
  'manifests',
  'program',
  'scan',
  'text',
  'rule',
  'engine',
  'id-map',
);

/**
 * From the bottom up, the order in which to read them: a room may import only what stands above it in this list, so no
 * two rooms import each other.
 */
const rooms = [
  { room: 'model', path: '^src/model/', mayImport: [] },
  { room: 'clever-api', path: '^src/clever-api/', mayImport: [] },
  // A Clever to test against; with the tables of the audit, so that the two cannot disagree.
  { room: 'sandbox', path: '^src/sandbox/', mayImport: inside('clever-api') },
  { room: 'discover', path: '^src/discover/', mayImport: inside('model') },
  { room: 'config', path: '^src/config/', mayImport: inside('discover') },
  { room: 'syntax', path: '^src/syntax/', mayImport: inside('model') },
  { room: 'program', path: '^src/program/', mayImport: inside('model', 'syntax') },
  { room: 'clients', path: '^src/clients/', mayImport: inside('model', 'syntax') },
  { room: 'libraries', path: '^src/libraries/', mayImport: inside('model', 'syntax', 'clients') },
  {
    room: 'values',
    path: '^src/values/',
    // The kind of a file says whether its texts may be secrets.
    mayImport: [...inside('model', 'syntax', 'program', 'clients', 'libraries'), '^src/discover/file-kind\\.ts$'],
  },
  {
    room: 'requests',
    path: '^src/requests/',
    mayImport: inside('model', 'syntax', 'program', 'clients', 'libraries', 'values'),
  },
  {
    room: 'flow',
    path: '^src/flow/',
    mayImport: inside('model', 'syntax', 'program', 'clients', 'libraries', 'values', 'requests'),
  },
  {
    room: 'rewrite',
    path: '^src/rewrite/',
    mayImport: inside('model', 'syntax', 'program', 'clients', 'libraries', 'values', 'requests', 'flow'),
  },
  {
    room: 'scan',
    path: '^src/scan/',
    mayImport: inside('model', 'syntax', 'program', 'clients', 'libraries', 'values', 'requests', 'flow', 'rewrite'),
  },
  // What a Clever URL is, and how it is taken apart, must not depend on who found it.
  {
    room: 'text',
    path: '^src/text/',
    mayImport: [
      ...inside('model'),
      '^src/discover/(file-kind|text-formats)\\.ts$',
      '^src/(requests/url|values/value)\\.ts$',
    ],
  },
  // Manifests and lock files are told apart by what stands in them; which of them are read, discover says.
  { room: 'manifests', path: '^src/manifests/', mayImport: [...inside('model'), '^src/discover/manifests\\.ts$'] },
  { room: 'id-map', path: '^src/id-map/', mayImport: ['^src/discover/errors\\.ts$'] },
  { room: 'rule', path: '^src/rule/', mayImport: inside('model', 'clever-api') },
  { room: 'migrate', path: '^src/migrate/', mayImport: inside('model', 'clever-api', 'rule') },
  { room: 'rules', path: '^rules/(?!index\\.ts$)', mayImport: inside('rule', 'migrate'), itself: false },
  { room: 'rules-index', path: '^rules/index\\.ts$', mayImport: ['^rules/', '^src/rule/'] },
  { room: 'engine', path: '^src/engine/', mayImport: inside('model', 'clever-api', 'rule') },
  { room: 'run', path: '^src/run/', mayImport: steps },
  {
    room: 'reporters',
    path: '^src/reporters/',
    // The kind of a file says whether its lines may be printed, and Clever's words what of them.
    mayImport: [
      ...inside('model'),
      '^src/clever-api/vocabulary\\.ts$',
      '^src/run/audit-result\\.ts$',
      '^src/discover/file-kind\\.ts$',
    ],
  },
  { room: 'eslint', path: '^src/eslint/', mayImport: [...steps, ...inside('run', 'reporters'), '^rules/'] },
  { room: 'cli', path: '^src/cli/', mayImport: [...steps, ...inside('run', 'reporters', 'sandbox'), '^rules/'] },
  { room: 'door', path: '^src/index\\.ts$', mayImport: [...steps, ...inside('run', 'reporters', 'eslint'), '^rules/'] },
];

/** One rule for a room: all of src and rules, but for the room itself and its list, is closed to it. */
function wall({ room, path, mayImport, itself = true }) {
  return {
    name: `room-${room}`,
    severity: 'error',
    from: { path },
    to: { path: '^(src|rules)/', pathNot: itself ? [path, ...mayImport] : mayImport },
  };
}

const doors = ['^src/index\\.ts$', '^src/cli/main\\.ts$', '^src/sandbox/(index|register)\\.ts$'];
const eslint = '^(node:)?(eslint|@eslint|@typescript-eslint)(/|$)|node_modules/(eslint|@eslint|@typescript-eslint)/';
const sockets = '^(node:)?(http|https|http2|net|tls|dgram)$';
const files = '^(node:)?fs(/promises)?$';
const syntax = '^(typescript|ts-morph|@ts-morph)(/|$)|node_modules/(typescript|ts-morph|@ts-morph)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...rooms.map(wall),
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'only-the-scanner-knows-ts-morph',
      severity: 'error',
      from: { pathNot: '^src/(syntax|program|clients|libraries|values|requests|flow|rewrite|scan)/' },
      to: { path: syntax },
    },
    {
      name: 'only-eslint-room-knows-eslint',
      severity: 'error',
      from: { pathNot: '^src/(eslint/|index\\.ts$)' },
      to: { path: eslint },
    },
    {
      name: 'only-the-sandbox-opens-sockets',
      severity: 'error',
      from: { pathNot: '^src/sandbox/' },
      to: { path: sockets },
    },
    {
      name: 'no-files-in-pure-rooms',
      comment: 'The rules, the engine and the reporters get texts and give back data; the hosts read and write files.',
      severity: 'error',
      from: {
        path: '^(rules|src/(model|clever-api|sandbox|syntax|program|clients|libraries|values|requests|flow|rewrite|scan|text|rule|migrate|engine|manifests|reporters))/',
      },
      to: { path: files },
    },
    {
      name: 'no-development-tools-at-run-time',
      comment: 'What is not installed with the package can be imported for its types only.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only', 'npm-peer'] },
    },
    {
      name: 'no-dead-code',
      comment: 'What neither door reaches is dead.',
      severity: 'error',
      from: { path: doors },
      to: { path: '^(src|rules)/', pathNot: [...doors, '\\.d\\.ts$'], reachable: false },
    },
    {
      name: 'every-file-has-a-room',
      severity: 'error',
      from: { path: '^(src|rules)/', pathNot: rooms.map(({ path }) => path) },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
