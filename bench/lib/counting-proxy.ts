import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server on loopback, and counts what the client sends, headers and all. */
export class CountingProxy {
  bytesSent = 0;
  bytesReceived = 0;
  requests = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer(client => this.pass(client));

  private constructor(private readonly target: URL) {}

  static async start(target: string): Promise<CountingProxy> {
    const proxy = new CountingProxy(new URL(target));
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  /** Address to use in place of the server's. */
  get url(): string {
    const address = this.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return `http://127.0.0.1:${port}/`;
  }

  reset(): void {
    this.bytesSent = 0;
    this.bytesReceived = 0;
    this.requests = 0;
  }

  close(): void {
    this.server.close();
    this.sockets.forEach(socket => socket.destroy());
  }

  private pass(client: Socket): void {
    const upstream = connect(Number(this.target.port), this.target.hostname);
    client.on('data', data => {
      this.bytesSent += data.length;
      this.requests += /^[A-Z]+ \S+ HTTP\/1\.1\r\n/.test(data.toString('latin1'))
        ? 1
        : 0;
      upstream.write(data);
    });
    upstream.on('data', data => {
      this.bytesReceived += data.length;
      client.write(data);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client]
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.end();
      });
    }
  }
}
