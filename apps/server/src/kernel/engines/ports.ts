import { createServer } from "node:net";

/** A port of 127.0.0.1 that was free a moment ago: the preferred one when it is free, else any. */
export async function findFreePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && preferred > 0 && (await tryPort(preferred)) !== null) return preferred;
  const port = await tryPort(0);
  if (port === null) throw new Error("no free port on 127.0.0.1");
  return port;
}

/** True when something already listens on this port of 127.0.0.1. */
export async function isPortTaken(port: number): Promise<boolean> {
  return (await tryPort(port)) === null;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : null;
      server.close(() => resolve(bound));
    });
  });
}
