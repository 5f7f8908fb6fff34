// Preloaded before the command: whatever asks the network for anything ends the process, and says what it was.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { writeSync } from 'node:fs';

const net = createRequire(import.meta.url)('node:net');

const refuse = (what) => () => {
  writeSync(2, `network: ${what}\n`);
  process.exit(97);
};

net.Socket.prototype.connect = refuse('connect');
net.Server.prototype.listen = refuse('listen');
dgram.createSocket = refuse('datagram');
dns.lookup = refuse('lookup of a name');
globalThis.fetch = refuse('fetch');
syncBuiltinESMExports();
