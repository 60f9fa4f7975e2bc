import { X509Certificate } from "node:crypto";
import {
  openPayResource,
  type PayAnswer,
  PayResourceRefused,
  type PaySealed,
  verifyPayAnswer,
} from "@feilun/wechat-protocol";
import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { WechatAccount } from "../wechat/index.ts";
import { exchange } from "./exchange.ts";

/** An unknown serial makes the certificates be fetched; whoever invents serials may not make that happen often. */
const FETCH_EVERY_MS = 30_000;
const fetchedAt = new Map<string, number>();

/**
 * The key that a serial names: WeChat Pay's public key as it was entered, or a platform certificate, fetched when it is not known yet.
 *
 * @returns PEM; undefined: not one that can be trusted
 */
export async function platformKeyFor(
  platform: Platform,
  account: WechatAccount,
  serial: string,
): Promise<string | undefined> {
  const { platformKey, platformSerial } = account.secrets;
  if (platformKey && serial === platformSerial) return platformKey;
  // Public keys are never sent: a new one is entered by the installer (wechat-api.md §4.2).
  if (!serial || serial.startsWith("PUB_KEY_ID_")) return undefined;
  const known = await knownCertificate(platform, account, serial);
  if (known) return known;
  const last = fetchedAt.get(account.id) ?? 0;
  if (Date.now() - last < FETCH_EVERY_MS) return undefined;
  fetchedAt.set(account.id, Date.now());
  await fetchCertificates(platform, account);
  return knownCertificate(platform, account, serial);
}

async function knownCertificate({ db }: Platform, { id }: WechatAccount, serial: string): Promise<string | undefined> {
  const { rows } = await sql<{ key: string }>`
    select public_key as key from pay_platform_certificate
    where wechat_account_id = ${id} and serial = ${serial} and expires_at > now()`.execute(db);
  return rows[0]?.key;
}

/**
 * Fetches the platform's certificates. They come sealed with the APIv3 key, which nobody else has, and the answer's own signature must hold
 * with one of them; otherwise nothing is kept.
 */
async function fetchCertificates(platform: Platform, account: WechatAccount): Promise<void> {
  const response = await exchange(account, { method: "GET", path: "/v3/certificates" });
  const text = await response.text();
  if (response.status !== 200) return;
  const opened = certificatesOf(account, text);
  const signer = opened.find(({ serial }) => serial === response.headers.get("wechatpay-serial"));
  const headers = Object.fromEntries(response.headers);
  if (!signer || verifyPayAnswer(signer.key, headers, text, Math.floor(Date.now() / 1000)) !== undefined) return;
  await sql`
    insert into pay_platform_certificate (wechat_account_id, serial, public_key, expires_at)
    select ${account.id}, * from unnest(${opened.map(({ serial }) => serial)}::text[], ${opened.map(({ key }) => key)}::text[],
      ${opened.map(({ expiresAt }) => expiresAt)}::timestamptz[])
    on conflict (wechat_account_id, serial) do update set public_key = excluded.public_key, expires_at = excluded.expires_at, fetched_at = now()`.execute(
    platform.db,
  );
}

function certificatesOf({ secrets }: WechatAccount, text: string) {
  try {
    const { data } = JSON.parse(text) as PayAnswer<"GET /v3/certificates">;
    return data.map(({ serial_no: serial, expire_time, encrypt_certificate }) => {
      const pem = openPayResource(secrets.secret, encrypt_certificate as PaySealed);
      const key = new X509Certificate(pem).publicKey.export({ type: "spki", format: "pem" }).toString();
      return { serial, key, expiresAt: new Date(expire_time) };
    });
  } catch (error) {
    if (error instanceof PayResourceRefused || error instanceof SyntaxError) return [];
    throw error;
  }
}
