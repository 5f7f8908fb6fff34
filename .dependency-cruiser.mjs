// Who may import whom: the layers of docs/architecture.md. Each layer lists all that it may import of the project's own
// code; anything else is a violation. Type-only imports count, because a type is knowledge too.

/** All files of some layers. */
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
 * From the bottom up, the order in which to read them: a layer may import only what stands above it in this list, so no
 * two layers import each other.
 */
const layers = [
  { layer: 'model', path: '^src/model/', mayImport: [] },
  { layer: 'clever-api', path: '^src/clever-api/', mayImport: [] },
  // A Clever to test against; with the tables of the audit, so that the two cannot disagree.
  { layer: 'sandbox', path: '^src/sandbox/', mayImport: inside('clever-api') },
  { layer: 'discover', path: '^src/discover/', mayImport: inside('model') },
  { layer: 'config', path: '^src/config/', mayImport: inside('model', 'discover') },
  { layer: 'syntax', path: '^src/syntax/', mayImport: inside('model') },
  { layer: 'program', path: '^src/program/', mayImport: inside('model', 'syntax') },
  { layer: 'clients', path: '^src/clients/', mayImport: inside('model', 'syntax') },
  { layer: 'libraries', path: '^src/libraries/', mayImport: inside('model', 'syntax', 'clients') },
  {
    layer: 'values',
    path: '^src/values/',
    // The kind of a file says whether its texts may be secrets.
    mayImport: [...inside('model', 'syntax', 'program', 'clients', 'libraries'), '^src/discover/file-kind\\.ts$'],
  },
  {
    layer: 'requests',
    path: '^src/requests/',
    mayImport: inside('model', 'syntax', 'program', 'clients', 'libraries', 'values'),
  },
  {
    layer: 'flow',
    path: '^src/flow/',
    mayImport: inside('model', 'syntax', 'program', 'clients', 'libraries', 'values', 'requests'),
  },
  {
    layer: 'rewrite',
    path: '^src/rewrite/',
    mayImport: inside('model', 'syntax', 'program', 'clients', 'libraries', 'values', 'requests', 'flow'),
  },
  {
    layer: 'scan',
    path: '^src/scan/',
    mayImport: inside('model', 'syntax', 'program', 'clients', 'libraries', 'values', 'requests', 'flow', 'rewrite'),
  },
  // What a Clever URL is, and how it is taken apart, must not depend on who found it.
  {
    layer: 'text',
    path: '^src/text/',
    mayImport: [
      ...inside('model'),
      '^src/discover/(file-kind|text-formats)\\.ts$',
      '^src/(requests/url|values/value)\\.ts$',
    ],
  },
  // Manifests and lock files are told apart by what stands in them; which of them are read, discover says.
  { layer: 'manifests', path: '^src/manifests/', mayImport: [...inside('model'), '^src/discover/manifests\\.ts$'] },
  { layer: 'id-map', path: '^src/id-map/', mayImport: ['^src/discover/errors\\.ts$'] },
  { layer: 'rule', path: '^src/rule/', mayImport: inside('model', 'clever-api') },
  { layer: 'migrate', path: '^src/migrate/', mayImport: inside('model', 'clever-api', 'rule') },
  { layer: 'rules', path: '^rules/(?!index\\.ts$)', mayImport: inside('rule', 'migrate'), itself: false },
  { layer: 'rules-index', path: '^rules/index\\.ts$', mayImport: ['^rules/', '^src/rule/'] },
  { layer: 'engine', path: '^src/engine/', mayImport: inside('model', 'clever-api', 'rule') },
  { layer: 'run', path: '^src/run/', mayImport: steps },
  {
    layer: 'reporters',
    path: '^src/reporters/',
    // The kind of a file says whether its lines may be printed, and Clever's words what of them.
    mayImport: [
      ...inside('model'),
      '^src/clever-api/vocabulary\\.ts$',
      '^src/run/audit-result\\.ts$',
      '^src/discover/file-kind\\.ts$',
    ],
  },
  { layer: 'eslint', path: '^src/eslint/', mayImport: [...steps, ...inside('run', 'reporters'), '^rules/'] },
  { layer: 'cli', path: '^src/cli/', mayImport: [...steps, ...inside('run', 'reporters', 'sandbox'), '^rules/'] },
  {
    layer: 'door',
    path: '^src/index\\.ts$',
    mayImport: [...steps, ...inside('run', 'reporters', 'eslint'), '^rules/'],
  },
];

/** One rule for a layer: all of src and rules, but for the layer itself and its list, is closed to it. */
function wall({ layer, path, mayImport, itself = true }) {
  return {
    name: `layer-${layer}`,
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
    ...layers.map(wall),
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
      name: 'only-eslint-layer-knows-eslint',
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
      name: 'no-files-in-pure-layers',
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
      name: 'every-file-has-a-layer',
      severity: 'error',
      from: { path: '^(src|rules)/', pathNot: layers.map(({ path }) => path) },
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
