/** A program on Clever's retired address, on line 2, which the audit must report at error severity and can fix. */
export const retiredService = `export async function showWhoSignedIn(token) {
  const answer = await fetch('https://api.clever.com/me', { headers: { Authorization: 'Bearer ' + token } });
  const body = await answer.json();
  console.log(body.data.id);
}
`;

/** The same on the address that stays. */
export const migratedService = retiredService.replace('/me', '/v3.0/me');

/** The rule that reports the retired one. */
export const retiredRule = 'clever/no-unversioned-me';
