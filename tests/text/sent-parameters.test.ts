import { expect, test } from 'vitest';
import { sendsOnlyUrl } from '../../src/text/sent-parameters.js';

const URL = 'https://api.clever.com/v1.1/schools';

/** Whether the text around the URL shows that nothing but the URL is sent. */
function isShown(text: string): boolean {
  const start = text.indexOf(URL);
  return sendsOnlyUrl(text, { start, end: start + URL.length });
}

test.each([
  `curl ${URL}\n`,
  `curl -s -H "Authorization: Bearer $TOKEN" "${URL}" | jq -G .data\n`,
  `curl \\\n  -H 'Accept: a;b' \\\n  '${URL}' \\\n  -o out.json\n`,
  `schools=$(curl -sf ${URL} -H "Authorization: Bearer $TOKEN")\necho -d $schools\n`,
  `wget -q --header="Authorization: Bearer $TOKEN" ${URL}; rm -d x\n`,
  `r = requests.get('${URL}', headers=h)\n`,
  `response = httpx.get(f"${URL}")\n`,
  `$r = file_get_contents('${URL}');\n`,
  `r = requests.get(\n    url="${URL}", headers=h, timeout=5)\n`,
])('nothing but the URL is sent: %s', (text) => {
  expect(isShown(text)).toBe(true);
});

test.each([
  `curl -G ${URL} -d where='{}'\n`,
  `curl -sG '${URL}' \\\n  --data-urlencode limit=10\n`,
  `curl ${URL} "$@"\n`,
  `curl $OPTIONS ${URL}\n`,
  `curl ${URL} "\${ARGS[@]}"\n`,
  `curl "${URL}" \\\n  "--data" where=1\n`,
  `URL=${URL}\ncurl "$URL" -G -d where=1\n`,
  `r = requests.get('${URL}', params={'limit': 10})\n`,
  `r = requests.get('${URL}', **options)\n`,
  `r = requests.get('${URL}', {'where': '{}'}, headers=h)\n`,
  `requests.get(session, '${URL}')\n`,
  `URL = '${URL}'\n`,
  `See \`${URL}\`.\n`,
])('more may be sent: %s', (text) => {
  expect(isShown(text)).toBe(false);
});
