/** Settings from the environment, with defaults that suit a developer's machine. */
export const config = {
  port: Number(process.env.PORT ?? 3000),
  appUrl: process.env.APP_URL ?? 'http://localhost:3000',
  sessionSecret: process.env.SESSION_SECRET ?? 'only-for-development',

  clever: {
    clientId: process.env.CLEVER_CLIENT_ID ?? '',
    clientSecret: process.env.CLEVER_CLIENT_SECRET ?? '',
    // The OAuth addresses have no version and never had one.
    authorizeUrl: 'https://clever.com/oauth/authorize',
    tokenUrl: process.env.CLEVER_TOKEN_URL ?? 'https://clever.com/oauth/tokens',
    apiUrl: process.env.CLEVER_API_URL ?? 'https://api.clever.com',
    signInApiUrl: process.env.CLEVER_SIGN_IN_API_URL ?? 'https://api.clever.com/v1.1',
  },

  roster: {
    // The nightly job leaves through the data centre's proxy in production, so it has an address of its own.
    apiUrl: process.env.CLEVER_ROSTER_API_URL ?? 'https://api.clever.com',
    districtToken: process.env.CLEVER_DISTRICT_TOKEN ?? '',
    intervalHours: 24,
  },
};

/** What the roster job copies. */
export const rosterPaths = {
  students: '/v1.1/students',
  teachers: '/v1.1/teachers',
  sections: '/v1.1/sections',
} as const;
