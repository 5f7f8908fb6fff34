import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

/** A strategy with a profile that is asked for as `userProfile` says, and the profile it got. */
const strategy = (userProfile: string) => `
  class Strategy extends OAuth2Strategy {
    constructor() {
      super({ authorizationURL: 'https://a.test', tokenURL: 'https://a.test', clientID: 'a', callbackURL: '/' }, () => {});
      this._oauth2.useAuthorizationHeaderforGET(true);
    }
    ${userProfile}
  }
  export const id = await new Promise((done) => new Strategy().userProfile('token', (error, profile) => done(profile?.id)));`;

export const oauth: ClientPrograms = {
  head: "import OAuth2Strategy from 'passport-oauth2';",
  requests: {
    'absolute URL': `
      const { default: oauth } = await import('oauth');
      const client = new oauth.OAuth2('a', 'b', '');
      client.useAuthorizationHeaderforGET(true);
      await new Promise((done) => client.get('${ORIGIN}/v1.1/me', 'token', done));`,
    'address in a field': strategy(`
      _profileUrl = '${ORIGIN}/me';
      userProfile(token, done) { this._oauth2.get(this._profileUrl, token, done); }`),
    ...slashes('template', (base, path) =>
      strategy(
        `userProfile(token, done) { const base = '${base}'; this._oauth2.get(base + '/${path}', token, done); }`,
      ),
    ),
  },
  answers: {
    'profile of a strategy': strategy(`
      userProfile(token, done) {
        this._oauth2.get('${ORIGIN}/me', token, function (error, body, response) {
          if (error) return done(error);
          const me = JSON.parse(body);
          done(null, { provider: 'clever', id: me.data.id });
        });
      }`),
  },
};
