/** Functions that a framework, or who runs the program, calls by the names under which files export them. */
export const CALLED_EXPORTS: ReadonlySet<string> = new Set([
  // https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
  'handler',
  'lambdaHandler',
  // https://nextjs.org/docs/app/api-reference/file-conventions/route, https://svelte.dev/docs/kit/routing#server
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  // https://nextjs.org/docs/pages/building-your-application/data-fetching
  'getServerSideProps',
  'getStaticProps',
  'getInitialProps',
  // https://reactrouter.com/start/framework/data-loading
  'loader',
  'clientLoader',
  'action',
  'clientAction',
  // https://developers.cloudflare.com/pages/functions/api-reference/#onrequests
  ...['onRequest', 'onRequestGet', 'onRequestPost', 'onRequestPut', 'onRequestPatch', 'onRequestDelete'],
  // https://www.apollographql.com/docs/apollo-server/data/resolvers
  'resolvers',
]);

/** Members of the object that a worker exports by default: https://developers.cloudflare.com/workers/runtime-apis/handlers/ */
export const WORKER_MEMBERS: ReadonlySet<string> = new Set(['fetch', 'scheduled', 'queue', 'email']);

/** Files, as they are named from the folder of their package, whose default export a framework calls. */
export const ROUTE_FILES: readonly RegExp[] = [
  // https://vercel.com/docs/functions, https://docs.netlify.com/functions/get-started
  /^(?:api|(?:netlify\/)?functions)\//,
  // https://nextjs.org/docs/pages/building-your-application/routing
  /^(?:src\/)?pages\//,
  // https://nextjs.org/docs/app/api-reference/file-conventions
  /^(?:src\/)?app\/(?:[^/]+\/)*(?:page|layout|template|default)\.[jt]sx?$/,
  // https://nitro.build/guide/routing
  /^server\/(?:api|routes|middleware|plugins)\//,
];

/** Files that say which function of which file is to be called: `handler: src/auth.authorize`. */
export const SETTINGS_FILE = /\.(?:ya?ml|json|toml|tf)$/;
