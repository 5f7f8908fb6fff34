import { logins } from './identity.js';
import { Refusal } from './refusal.js';

/** Where the links of the page go. */
export const signInPath = '/sandbox/sign-in';

/**
 * The page on which somebody chooses who signs in; in the place of Clever's own.
 *
 * @param query of `/oauth/authorize`
 * @returns HTML
 * @throws Refusal for a query with which Clever would not send anybody back
 */
export function authorizePage(query: URLSearchParams): string {
  for (const name of ['client_id', 'redirect_uri']) {
    if (!query.get(name)) throw new Refusal(400, `The sign-in URL needs '${name}'.`, 'page');
  }
  const type = query.get('response_type');
  if (type !== null && type !== 'code') throw new Refusal(400, "response_type must be 'code'.", 'page');
  const entries = logins.map(({ key, person, role }) => {
    const link = new URLSearchParams(query);
    link.set('as', key);
    const name = Object.values(person.record['name'] as Record<string, string>).join(' ');
    return `<li><a href="${escapeHtml(`${signInPath}?${link.toString()}`)}">${escapeHtml(name)}</a> <small>${key}, as ${role}: ${person.about}</small></li>`;
  });
  const text = `<p>Choose who signs in to <code>${escapeHtml(query.get('redirect_uri') ?? '')}</code>.</p>`;
  return page('Sign in to the sandbox', `${text}<ul>${entries.join('')}</ul>`);
}

/**
 * A page for people.
 *
 * @param title plain text
 * @param body HTML
 */
export function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>:root{color-scheme:light dark;font:1rem/1.5 system-ui}body{max-width:40rem;margin:2rem auto;padding:0 1rem}li{margin:.75rem 0}small{display:block}</style>
<h1>${escapeHtml(title)}</h1>
${body}
</html>
`;
}

/** Text as it stands in HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
