import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import session from 'express-session';
import { CleverError } from './clever/client.js';
import { authorizeUrl } from './clever/oauth.js';
import { config } from './config.js';
import { findDistrictName } from './district.js';
import { signIn } from './sign-in.js';
import type { Account, AccountStore, RosterStore } from './store.js';

declare module 'express-session' {
  interface SessionData {
    accountId: number;
    cleverToken: string;
    oauthState: string;
  }
}

/** The web application over the given stores; it does not listen yet. */
export function createApp(accounts: AccountStore, roster: RosterStore): Express {
  const app = express();
  app.use(session({ secret: config.sessionSecret, resave: false, saveUninitialized: false }));

  app.get('/login', (request, response) => {
    const state = randomUUID();
    request.session.oauthState = state;
    response.redirect(authorizeUrl(state));
  });

  app.get('/oauth/callback', async (request, response) => {
    const { code, state } = request.query;
    // People who come from Clever's portal bring a code but no state: send them through /login, which adds one.
    if (typeof code !== 'string' || !state || state !== request.session.oauthState) {
      response.redirect('/login');
      return;
    }
    const { account, token } = await signIn(code, accounts);
    request.session.accountId = account.id;
    request.session.cleverToken = token;
    response.redirect(landingPage(account));
  });

  app.get('/banner', async (request, response) => {
    const token = request.session.cleverToken;
    if (!token) {
      response.sendStatus(401);
      return;
    }
    response.json({ district: await findDistrictName(token) });
  });

  app.get('/me', async (request, response) => {
    const user = await findSignedIn(request, accounts);
    if (!user) {
      response.sendStatus(401);
      return;
    }
    response.json({ data: { name: user.name, email: user.email, school: user.school }, type: user.role });
  });

  // The tablet app still calls version 1.1 of our own API.
  app.get('/v1.1/classes', async (request, response) => {
    const user = await findSignedIn(request, accounts);
    if (user?.role !== 'teacher' && user?.role !== 'leader') {
      response.sendStatus(403);
      return;
    }
    response.json({ data: await roster.classes() });
  });

  app.use(answerCleverTrouble);
  return app;
}

function landingPage(account: Account): string {
  return account.role === 'reader' ? '/books' : '/classes';
}

async function findSignedIn(request: Request, accounts: AccountStore): Promise<Account | undefined> {
  const { accountId } = request.session;
  return accountId === undefined ? undefined : accounts.find(accountId);
}

const answerCleverTrouble: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof CleverError)) {
    next(error);
    return;
  }
  console.error(error.message);
  response.status(502).json({ error: 'Clever could not be asked. Please try again.' });
};
