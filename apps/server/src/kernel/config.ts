import path from "node:path";
import { z } from "zod";
import { projectRoot } from "./package-root.ts";

export const roles = ["api", "worker", "scheduler"] as const;
export type Role = (typeof roles)[number];

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `takes a URL that begins with ${protocols.map((p) => `${p}//`).join(" or ")}`,
  });

const port = z.coerce.number().int().min(0).max(65_535);

const timeZone = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: "takes an IANA time zone such as Asia/Shanghai" },
);

const flag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");

const environment = z.object({
  FEILUN_DATA_DIR: z.string().min(1).default(path.join(projectRoot, ".feilun")),
  FEILUN_HOST: z.string().min(1).default("127.0.0.1"),
  FEILUN_PORT: port.default(8600),
  FEILUN_ROLES: z
    .string()
    .default(roles.join(","))
    .transform((list) => list.split(",").map((role) => role.trim()))
    .pipe(z.array(z.enum(roles)).min(1)),
  FEILUN_TIME_ZONE: timeZone.default("Asia/Shanghai"),
  FEILUN_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  FEILUN_SECRET_KEYS: z.string().optional(),
  FEILUN_COOKIE_SECURE: flag.default(false),
  FEILUN_TRUST_PROXY: flag.default(false),
  FEILUN_WEBHOOK_PRIVATE: flag.default(false),
  FEILUN_IMPORT_UNPACKED_MB: z.coerce.number().int().min(1).default(20_480),
  FEILUN_IMPORT_UNPACK_RATIO: z.coerce.number().int().min(10).default(200),
  DATABASE_URL: url(["postgres:", "postgresql:"]).optional(),
  CLICKHOUSE_URL: url(["http:", "https:"]).optional(),
});

/** Everything a Feilun process can be told from outside; read once at start and handed on. */
export interface Config {
  readonly dataDir: string;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly cookieSecure: boolean;
    readonly trustProxy: boolean;
  };
  readonly roles: readonly Role[];
  /** Zone of the shop's calendar day. */
  readonly timeZone: string;
  readonly logLevel: string;
  /** `id:base64key,id:base64key`, newest first; absent = made once and kept in the data directory. */
  readonly secretKeys: string | undefined;
  /** Whether events may be pushed to addresses inside the own network, and without TLS. */
  readonly privateWebhooks: boolean;
  /** What a compressed file that is imported may unpack to: bytes, and bytes per byte on disk. */
  readonly imports: { readonly bytes: number; readonly ratio: number };
  /** Absent = the embedded engine. */
  readonly databaseUrl: string | undefined;
  readonly clickhouseUrl: string | undefined;
}

/** A configuration error: one line a variable, naming it, what it got and what it takes. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Parses the environment.
 *
 * @throws ConfigError listing every bad variable at once.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(
    Object.fromEntries(Object.keys(environment.shape).map((name) => [name, env[name] === "" ? undefined : env[name]])),
  );
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const shown = /KEY|URL/.test(name) ? "a value that is not shown here" : JSON.stringify(env[name]);
      return `${name} is ${shown}: ${issue.message}`;
    });
    throw new ConfigError([...new Set(lines)].join("\n"));
  }
  const value = parsed.data;
  return {
    dataDir: path.resolve(value.FEILUN_DATA_DIR),
    http: {
      host: value.FEILUN_HOST,
      port: value.FEILUN_PORT,
      cookieSecure: value.FEILUN_COOKIE_SECURE,
      trustProxy: value.FEILUN_TRUST_PROXY,
    },
    roles: value.FEILUN_ROLES,
    timeZone: value.FEILUN_TIME_ZONE,
    logLevel: value.FEILUN_LOG_LEVEL,
    secretKeys: value.FEILUN_SECRET_KEYS,
    privateWebhooks: value.FEILUN_WEBHOOK_PRIVATE,
    imports: {
      bytes: value.FEILUN_IMPORT_UNPACKED_MB * 1024 * 1024,
      ratio: value.FEILUN_IMPORT_UNPACK_RATIO,
    },
    databaseUrl: value.DATABASE_URL,
    clickhouseUrl: value.CLICKHOUSE_URL,
  };
}
