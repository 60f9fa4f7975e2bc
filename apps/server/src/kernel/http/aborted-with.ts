import type { FastifyReply } from "fastify";

/** Aborted when the caller goes away before the answer, so that work for nobody ends. */
export function abortedWith(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
