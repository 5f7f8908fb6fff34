// Who may import whom: the rooms of docs/architecture.md. Each room lists all that it may import of the project's own
// code; anything else is a violation. Type-only imports count, because a type is knowledge too.

/** The shapes that cross the rooms; this file imports nothing. */
const usages = '^src/scan/usage\\.ts$';
const findings = '^src/engine/finding\\.ts$';
/** Runs over a project, to findings and on to fixes, which every host calls: the files beside the rooms, but the door. */
const runs = '^src/(?!index\\.ts$)[^/]+\\.ts$';
const steps = '^src/(clever-api|config|discover|manifests|scan|text|rule|engine|id-map)/';

const rooms = [
  { room: 'clever-api', path: '^src/clever-api/', mayImport: [] },
  { room: 'discover', path: '^src/discover/', mayImport: [usages] },
  { room: 'config', path: '^src/config/', mayImport: ['^src/discover/'] },
  { room: 'scan', path: '^src/scan/', mayImport: ['^src/discover/'] },
  // What a Clever URL is, and how it is taken apart, must not depend on who found it.
  {
    room: 'text',
    path: '^src/text/',
    mayImport: [usages, '^src/discover/(file-kind|text-formats)\\.ts$', '^src/scan/(url|values/value)\\.ts$'],
  },
  // Manifests and lock files are told apart by what stands in them; which of them are read, discover says.
  { room: 'manifests', path: '^src/manifests/', mayImport: [usages, '^src/discover/manifests\\.ts$'] },
  { room: 'rule', path: '^src/rule/', mayImport: [usages, findings, '^src/clever-api/'] },
  { room: 'rules', path: '^rules/(?!index\\.ts$)', mayImport: ['^src/rule/'], itself: false },
  { room: 'rules-index', path: '^rules/index\\.ts$', mayImport: ['^rules/', '^src/rule/'] },
  { room: 'engine', path: '^src/engine/', mayImport: [usages, '^src/rule/', '^src/clever-api/'] },
  {
    room: 'reporters',
    path: '^src/reporters/',
    // The kind of a file says whether its lines may be printed, and a rule's name where its page is.
    mayImport: [
      usages,
      findings,
      '^src/audit-result\\.ts$',
      '^src/discover/file-kind\\.ts$',
      '^src/rule/documentation\\.ts$',
    ],
  },
  { room: 'id-map', path: '^src/id-map/', mayImport: ['^src/discover/errors\\.ts$'] },
  { room: 'runs', path: runs, mayImport: [steps] },
  { room: 'eslint', path: '^src/eslint/', mayImport: [steps, runs, '^src/reporters/', '^rules/'] },
  { room: 'cli', path: '^src/cli/', mayImport: [steps, runs, '^src/reporters/', '^rules/'] },
  { room: 'door', path: '^src/index\\.ts$', mayImport: [steps, runs, '^src/(reporters|eslint)/', '^rules/'] },
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

const doors = ['^src/index\\.ts$', '^src/cli/main\\.ts$'];
const eslint = '^(node:)?(eslint|@eslint|@typescript-eslint)(/|$)|node_modules/(eslint|@eslint|@typescript-eslint)/';
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
      name: 'only-scan-knows-ts-morph',
      severity: 'error',
      from: { pathNot: '^src/scan/' },
      to: { path: syntax },
    },
    {
      name: 'only-eslint-room-knows-eslint',
      severity: 'error',
      from: { pathNot: '^src/(eslint/|index\\.ts$)' },
      to: { path: eslint },
    },
    {
      name: 'no-files-in-pure-rooms',
      comment: 'The rules, the engine and the reporters get texts and give back data; the hosts read and write files.',
      severity: 'error',
      from: { path: '^(rules|src/(clever-api|rule|engine|manifests|reporters))/' },
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
