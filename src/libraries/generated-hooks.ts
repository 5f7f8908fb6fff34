/** Calls that make hooks of the endpoints they are given: https://redux-toolkit.js.org/rtk-query/api/created-api/hooks */
export const ENDPOINTS = { makers: new Set(['createApi', 'injectEndpoints']), member: 'endpoints' } as const;
