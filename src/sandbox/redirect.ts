import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import { hosts } from '../clever-api/hosts.js';

const cleverHosts: ReadonlySet<string> = new Set(hosts.map(({ host }) => host));

/** Options of a connection, as `net` and `tls` take them; only what is read here is named. */
interface ConnectionOptions {
  readonly host?: string | null;
  readonly hostname?: string | null;
  readonly servername?: string | null;
  readonly socket?: { destroy(): unknown };
  readonly [name: string]: unknown;
}

/** What a connection to the sandbox keeps of the options of the connection that it replaces. */
const keptOptions = ['timeout', 'signal', 'noDelay', 'keepAlive', 'keepAliveInitialDelay', 'highWaterMark'];

/**
 * Sends all connections of this process that are meant for one of Clever's hosts to another server, until told to stop.
 *
 * It works below HTTP, where a client opens a socket: so each client of Node goes through it, with its own agents,
 * headers and redirects. Such a connection never leaves the machine and is not encrypted at all; connections to other
 * hosts keep their TLS and all its checks.
 *
 * @param origin where to, over plain HTTP: `http://127.0.0.1:4310`
 * @returns what puts everything back as it was
 */
export function redirectClever(origin: string): () => void {
  const { hostname, port } = new URL(origin);
  const target = { host: hostname, port: Number(port) };
  const connectTls = tls.connect;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket as `this`, as before
  const connectSocket = net.Socket.prototype.connect;

  tls.connect = (...parameters: unknown[]) => {
    const options = readTlsOptions(parameters);
    if (!isForClever(options)) return Reflect.apply(connectTls, tls, parameters) as tls.TLSSocket;
    return connectInstead(options, parameters.find(isFunction), target);
  };
  net.Socket.prototype.connect = function connect(this: net.Socket, ...parameters: unknown[]) {
    return Reflect.apply(connectSocket, this, toTarget(parameters, target)) as net.Socket;
  };
  syncBuiltinESMExports();

  return () => {
    tls.connect = connectTls;
    net.Socket.prototype.connect = connectSocket;
    syncBuiltinESMExports();
  };
}

/** A plain socket that tells a client what it waits for after a TLS handshake. */
function connectInstead(
  options: ConnectionOptions,
  whenReady: (() => void) | undefined,
  target: net.TcpNetConnectOpts,
): tls.TLSSocket {
  // A tunnel through a proxy has been opened for nothing.
  options.socket?.destroy();
  const kept = Object.fromEntries(keptOptions.flatMap((name) => (name in options ? [[name, options[name]]] : [])));
  const socket = net.connect({ ...kept, ...target });
  Object.assign(socket, { alpnProtocol: 'http/1.1', getSession: () => undefined });
  if (whenReady) socket.once('secureConnect', whenReady);
  socket.once('connect', () => socket.emit('secureConnect'));
  return socket as tls.TLSSocket;
}

/** The three shapes of `tls.connect`: (options), (port, options) and (port, host, options), each with a callback. */
function readTlsOptions(parameters: readonly unknown[]): ConnectionOptions {
  const given = parameters.find(isOptions) ?? {};
  const [, host] = parameters;
  return typeof host === 'string' ? { host, ...given } : given;
}

/** The parameters of a socket's `connect`, to the target if they are meant for Clever. */
function toTarget(parameters: unknown[], target: net.TcpNetConnectOpts): unknown[] {
  const [first, host, ...others] = parameters;
  // `net.connect` hands its own parameters over as a list that it has marked as read.
  if (Array.isArray(first)) {
    if (isOptions(first[0]) && isForClever(first[0])) first[0] = { ...first[0], ...target, lookup: undefined };
    return parameters;
  }
  if (isOptions(first) && isForClever(first)) return [{ ...first, ...target, lookup: undefined }, host, ...others];
  return isForClever({ host: host as string }) ? [target.port, target.host, ...others] : parameters;
}

function isForClever({ host, hostname, servername }: ConnectionOptions): boolean {
  return [host, hostname, servername].some((name) => typeof name === 'string' && cleverHosts.has(name.toLowerCase()));
}

function isOptions(value: unknown): value is ConnectionOptions {
  return typeof value === 'object' && value !== null;
}

function isFunction(value: unknown): value is () => void {
  return typeof value === 'function';
}
