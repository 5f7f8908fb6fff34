import { tsc } from '../syntax/compiler.js';
import type { ts } from 'ts-morph';
import { namesLeadingTo } from '../syntax/names.js';

/**
 * Functions that show a page, or lead to one, by a name or a path: https://expressjs.com/en/api.html#res.render,
 * https://nextjs.org/docs/app/api-reference/functions/redirect, https://reactrouter.com/api/hooks/useNavigate,
 * https://angular.dev/api/router/Router#navigateByUrl, https://nuxt.com/docs/api/utils/navigate-to
 */
const SHOWING: ReadonlySet<string> = new Set(
  'render view renderFile redirect permanentRedirect navigate navigateTo navigateByUrl sendFile'.split(' '),
);

/** The same, by the methods of what leads there: `router.push`, `location.assign`. */
const LEADING = /^\$?(?:router|history|navigation|location)$/i;
const LEADING_METHODS: ReadonlySet<string> = new Set(['push', 'replace', 'assign']);

/** Whether an expression says which page is shown: an argument of such a function, or what `location.href` is set to. */
export function namesPage(node: ts.Node): boolean {
  const { parent } = node;
  if (tsc.isBinaryExpression(parent))
    return (
      parent.right === node &&
      parent.operatorToken.kind === tsc.SyntaxKind.EqualsToken &&
      namesLeadingTo(parent.left).includes('location')
    );
  if (!tsc.isCallExpression(parent) || !parent.arguments.some((each) => each === node)) return false;
  const names = namesLeadingTo(parent.expression);
  const method = names.at(-1) ?? '';
  return SHOWING.has(method) || (LEADING_METHODS.has(method) && LEADING.test(names.at(-2) ?? ''));
}
