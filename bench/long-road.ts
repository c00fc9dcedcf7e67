// Between the SDK and the engine: the network. Every piece a client sends arrives so much later, in order; a request and
// its answer take one such delay together.

import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";
import type { Between } from "./bench-chain.ts";

export const longRoad =
  (delayMs: number) =>
  async (engineUrl: string): Promise<Between> => {
    const engine = new URL(engineUrl);
    const open = new Set<Socket>();
    const server = createServer((client) => {
      const onward = connect(Number(engine.port), engine.hostname);
      for (const [socket, other] of [
        [client, onward],
        [onward, client],
      ] as const) {
        socket.setNoDelay(true);
        open.add(socket);
        socket.on("error", () => other.destroy()).on("close", () => open.delete(socket) && other.destroy());
      }
      client.on("data", (piece) => void setTimeout(() => onward.destroyed || onward.write(piece), delayMs));
      onward.on("data", (piece) => void client.write(piece));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      stop() {
        server.close();
        for (const socket of open) socket.destroy();
      },
    };
  };
