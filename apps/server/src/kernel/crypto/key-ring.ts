import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ConfigError } from "../config.ts";
import type { KeyRing } from "./cipher.ts";

interface KeyFile {
  readonly keys: readonly { readonly id: string; readonly secret: string }[];
  readonly indexSecret: string;
}

function secretOf(id: string, text: string): Buffer {
  const secret = Buffer.from(text, "base64");
  if (secret.length !== 32)
    throw new ConfigError(`FEILUN_SECRET_KEYS: key "${id}" takes 32 bytes in base64, got ${secret.length}`);
  return secret;
}

/**
 * The ring from `FEILUN_SECRET_KEYS` (`id:base64,…,index:base64`; several processes must share one), else from
 * `dataDir/secrets.json`, which is made on the first start and readable by its owner only.
 */
export function loadKeyRing(dataDir: string, secretKeys: string | undefined): KeyRing {
  if (secretKeys !== undefined) {
    const entries = secretKeys.split(",").map((entry) => {
      const [id = "", text = ""] = entry.trim().split(":");
      if (!/^[a-z0-9]{1,16}$/.test(id))
        throw new ConfigError(`FEILUN_SECRET_KEYS takes id:base64,… with ids of a-z and 0-9, got id "${id}"`);
      return { id, secret: secretOf(id, text) };
    });
    const index = entries.find((entry) => entry.id === "index");
    const keys = entries.filter((entry) => entry.id !== "index");
    if (!index || keys.length === 0)
      throw new ConfigError('FEILUN_SECRET_KEYS takes at least one key and one named "index"');
    return { keys, indexSecret: index.secret };
  }
  const file = path.join(dataDir, "secrets.json");
  let stored: KeyFile;
  try {
    stored = JSON.parse(readFileSync(file, "utf8")) as KeyFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT")
      throw new ConfigError(`${file} cannot be read: restore it from your backup`, { cause: error });
    stored = {
      keys: [{ id: "k1", secret: randomBytes(32).toString("base64") }],
      indexSecret: randomBytes(32).toString("base64"),
    };
    mkdirSync(dataDir, { recursive: true });
    // "wx": of two processes that start at once, one makes the file and the other reads it.
    try {
      writeFileSync(file, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600, flag: "wx" });
    } catch {
      stored = JSON.parse(readFileSync(file, "utf8")) as KeyFile;
    }
  }
  return {
    keys: stored.keys.map((key) => ({ id: key.id, secret: secretOf(key.id, key.secret) })),
    indexSecret: secretOf("index", stored.indexSecret),
  };
}
