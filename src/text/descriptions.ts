/** What only a file has that describes an API: of OpenAPI, Postman, Insomnia, and of requests that VCR recorded. */
const MARKS: readonly RegExp[] = [
  /(?:^\{\s*|(?:^|\n)[^\S\n]*)["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\./,
  /schema\.getpostman\.com|"_postman_id"\s*:/,
  /"__export_format"\s*:/,
  /(?:^|\n)type:\s*collection\.insomnia\.rest/,
  /(?:^\{\s*|(?:^|\n)[^\S\n]*)["']?http_interactions["']?\s*:/,
  /(?:^|\n)interactions:[^\S\n]*\n(?:\s*-\s|\s+request:)/,
];

/**
 * Whether a file of JSON or YAML describes an API, so that what it names is asked by nobody: an OpenAPI file, an exported
 * collection of Postman or Insomnia, a recording.
 *
 * @param file its path
 * @param text what it says
 */
export function describesApi(file: string, text: string): boolean {
  if (/\.har$/i.test(file)) return true;
  if (/(?:postman|insomnia|openapi|swagger)[^/]*\.(?:json|ya?ml)$/i.test(file)) return true;
  return /\.(?:jsonc?|json5|ya?ml)$/i.test(file) && MARKS.some((mark) => mark.test(text));
}
