import { config } from '../config.js';
import { CleverError } from './client.js';

interface Page<Row> {
  data: { data: Row; uri: string }[];
  links: { rel: string; uri: string }[];
}

/**
 * Reads a list to its end, page after page.
 *
 * @param firstPath path of the first page; Clever names the others itself
 * @throws CleverError as soon as one page fails, so that no half list is taken for a whole one
 */
export async function listAll<Row>(firstPath: string, token: string): Promise<Row[]> {
  const rows: Row[] = [];
  let path: string | undefined = firstPath;

  while (path) {
    const response: Response = await fetch(`${config.roster.apiUrl}${path}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new CleverError(response.status, path);

    const page = (await response.json()) as Page<Row>;
    for (const item of page.data) rows.push(item.data);
    path = page.links.find((link) => link.rel === 'next')?.uri;
  }
  return rows;
}
