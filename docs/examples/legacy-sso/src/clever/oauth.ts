import axios from 'axios';
import { config } from '../config.js';

interface TokenAnswer {
  access_token: string;
}

const redirectUri = `${config.appUrl}/oauth/callback`;

/** Where the browser goes to sign in; Clever hands `state` back unchanged. */
export function authorizeUrl(state: string): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: config.clever.clientId,
    redirect_uri: redirectUri,
    state,
  });
  return `${config.clever.authorizeUrl}?${query}`;
}

/** Trades the code from the redirect for the person's token; a code works once. */
export async function exchangeCode(code: string): Promise<string> {
  const { data } = await axios.post<TokenAnswer>(
    config.clever.tokenUrl,
    { code, grant_type: 'authorization_code', redirect_uri: redirectUri },
    { auth: { username: config.clever.clientId, password: config.clever.clientSecret } },
  );
  return data.access_token;
}
