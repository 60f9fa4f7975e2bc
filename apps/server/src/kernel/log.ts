import { type Logger, pino } from "pino";

export type Log = Logger;

/** JSON lines on a server, readable lines on a terminal; personal data and secrets never reach either. */
export function createLog(level: string, options: { pretty?: boolean } = {}): Log {
  return pino({
    level,
    base: undefined,
    redact: {
      paths: ["req.headers.cookie", "req.headers.authorization", "password", "*.password", "phone", "*.phone"],
      censor: "***",
    },
    ...(options.pretty
      ? { transport: { target: "pino-pretty", options: { translateTime: "HH:MM:ss", ignore: "pid" } } }
      : {}),
  });
}
