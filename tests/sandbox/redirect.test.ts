import { once } from 'node:events';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { sandboxOrigin } from '../../src/sandbox/origin.js';
import { startClever, type Clever } from '../../src/sandbox/index.js';

const yara = '6a1f0c9de2b3a40012000021';

let clever: Clever | undefined;
afterEach(async () => {
  await clever?.close();
  clever = undefined;
});

test('a test reaches the sandbox in its own process, and no longer once it is closed', async () => {
  const doors = () => [tls.connect, Reflect.get(net.Socket.prototype, 'connect')];
  const before = doors();
  clever = await startClever({ redirect: true });
  const headers = { authorization: `Bearer ${clever.tokenOf('yara')}` };
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  expect(await response.json()).toMatchObject({ data: { id: yara } });
  const plain = await fetch('http://api.getclever.com/v1.1/me', { headers });
  expect(await plain.json()).toMatchObject({ type: 'teacher' });
  await clever.close();
  clever = undefined;
  expect(doors()).toEqual(before);
});

test('TLS of other hosts is checked as before', async () => {
  clever = await startClever({ redirect: true });
  const server = net.createServer((socket) => socket.end('no TLS'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(once(https.get({ host: '127.0.0.1', port }), 'response')).rejects.toThrow(/SSL|wrong version/i);
  server.close();
});

test.each(['https://api.clever.com', 'http://192.168.0.7:4310', 'sandbox'])(
  'the preload takes no address but one on this machine: %s',
  (address) => {
    expect(() => sandboxOrigin(address)).toThrow('CLEVER_SANDBOX_URL must be a URL on this machine');
  },
);

test('the preload looks for the sandbox where it is by itself', () => {
  expect([sandboxOrigin(undefined), sandboxOrigin('http://localhost:99/v1.1')]).toEqual([
    'http://127.0.0.1:4310',
    'http://localhost:99',
  ]);
});
