// Preload of the programs under test: what is meant for Clever goes to the server that FAKE_CLEVER_ORIGIN names just then.
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { urlToHttpOptions } from 'node:url';
import { Agent, setGlobalDispatcher } from 'undici';

const cleverHosts = ['api.clever.com', 'clever.com', 'api.getclever.com'];
const fake = () => new URL(process.env.FAKE_CLEVER_ORIGIN);
const sendPlain = http.request;

/** `request(url, options, callback)` and its shorter forms as one options object and the callback. */
function readParameters(parameters) {
  const [first, second] = parameters;
  const isAddress = typeof first === 'string' || first instanceof URL;
  const fromAddress = isAddress ? urlToHttpOptions(new URL(first)) : {};
  const given = isAddress ? second : first;
  const options = { ...fromAddress, ...(typeof given === 'object' ? given : {}) };
  return { options, callback: parameters.find((each) => typeof each === 'function') };
}

function redirected(send) {
  return (...parameters) => {
    const { options, callback } = readParameters(parameters);
    const host = String(options.hostname ?? options.host ?? '').replace(/:\d+$/, '');
    if (!cleverHosts.includes(host)) return send(...parameters);
    const {
      method,
      headers,
      auth,
      signal,
      timeout,
      path = `${options.pathname ?? '/'}${options.search ?? ''}`,
    } = options;
    const kept = Object.entries({ method, headers, auth, signal, timeout }).filter(([, value]) => value !== undefined);
    const target = { hostname: fake().hostname, port: fake().port, path };
    return sendPlain({ ...Object.fromEntries(kept), ...target }, callback);
  };
}

for (const module of [http, https]) {
  module.request = redirected(module.request);
  module.get = (...parameters) => module.request(...parameters).end();
}
syncBuiltinESMExports();

const redirectOrigin = (dispatch) => (options, handler) => {
  const { hostname } = new URL(options.origin);
  return dispatch({ ...options, origin: cleverHosts.includes(hostname) ? fake().origin : options.origin }, handler);
};
setGlobalDispatcher(new Agent().compose(redirectOrigin));
