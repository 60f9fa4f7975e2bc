import { timingSafeEqual } from "node:crypto";
import { decrypt, encrypt, getSignature } from "@wecom/crypto";
import { parseJsonCallback } from "./json.ts";
import { buildXml, parseXml, textOf } from "./xml.ts";

/** What both sides of a callback address share: wecom-api.md §2, wechat-api.md §1.2. */
export interface CallbackKeys {
  /** At most 32 letters and digits. */
  readonly token: string;
  /** 43 letters and digits. */
  readonly encodingAesKey: string;
  /** corpid, suiteid or appid, at the end of every plain text. */
  readonly receiverId: string;
}

/** The query of a callback request. */
export interface CallbackQuery {
  readonly msg_signature?: string | undefined;
  readonly timestamp?: string | undefined;
  readonly nonce?: string | undefined;
}

/** Why an envelope was not opened. Nothing about the plain text is told to the sender. */
export class EnvelopeRefused extends Error {
  readonly reason: "parameters_missing" | "signature_wrong" | "cannot_decrypt" | "receiver_wrong";
  constructor(reason: EnvelopeRefused["reason"]) {
    super(`callback refused: ${reason}`);
    this.name = "EnvelopeRefused";
    this.reason = reason;
  }
}

/** SHA-1 over the sorted strings; also the plain signature of official accounts when `encrypted` is "". */
export function signCallback(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return getSignature(token, timestamp, nonce, encrypted);
}

/**
 * Opens the ciphertext of a callback: the `echostr` of a URL check, or the `<Encrypt>` of a message.
 * @throws {EnvelopeRefused}
 */
export function openCiphertext(keys: CallbackKeys, query: CallbackQuery, ciphertext: string): string {
  const { msg_signature: signature, timestamp, nonce } = query;
  if (!signature || !timestamp || !nonce || !ciphertext) throw new EnvelopeRefused("parameters_missing");
  if (!sameText(signature, signCallback(keys.token, timestamp, nonce, ciphertext)))
    throw new EnvelopeRefused("signature_wrong");
  let opened: { message: string; id: string; random: Buffer };
  try {
    opened = decrypt(keys.encodingAesKey, ciphertext);
  } catch {
    throw new EnvelopeRefused("cannot_decrypt");
  }
  const intact = () => sealedAlike(keys, opened, ciphertext);
  if (opened.id !== keys.receiverId) throw new EnvelopeRefused(intact() ? "receiver_wrong" : "cannot_decrypt");
  if (keys.receiverId === "" && !intact()) throw new EnvelopeRefused("cannot_decrypt");
  return opened.message;
}

/** Whether a plain push or a URL check of an official account is signed: `signature` covers no body (wechat-api.md §1.2). */
export function plainSignatureHolds(
  token: string,
  query: {
    readonly signature?: string | undefined;
    readonly timestamp?: string | undefined;
    readonly nonce?: string | undefined;
  },
): boolean {
  const { signature, timestamp, nonce } = query;
  return (
    Boolean(signature && timestamp && nonce) &&
    sameText(signature ?? "", signCallback(token, timestamp ?? "", nonce ?? "", ""))
  );
}

/** What goes over the wire for one plain text. */
export interface SealedCallback {
  readonly query: { readonly msg_signature: string; readonly timestamp: string; readonly nonce: string };
  readonly ciphertext: string;
}

/** Encrypts and signs a plain text. `random` is 16 bytes, given only by tests that compare with known vectors. */
export function sealPlaintext(
  keys: CallbackKeys,
  plaintext: string,
  at: { readonly timestamp: string; readonly nonce: string; readonly random?: Buffer },
): SealedCallback {
  const ciphertext = encrypt(keys.encodingAesKey, plaintext, keys.receiverId, at.random);
  const { timestamp, nonce } = at;
  return {
    ciphertext,
    query: { timestamp, nonce, msg_signature: signCallback(keys.token, timestamp, nonce, ciphertext) },
  };
}

/** The body of a message push around a ciphertext. */
export function wrapMessage(keys: CallbackKeys, ciphertext: string, agentId?: string): string {
  return buildXml({ ToUserName: keys.receiverId, AgentID: agentId, Encrypt: ciphertext });
}

/** The body of a message push in JSON mode (mini programs, WeChat shops). */
export function wrapJsonMessage(keys: CallbackKeys, ciphertext: string): string {
  return JSON.stringify({ ToUserName: keys.receiverId, Encrypt: ciphertext });
}

/**
 * Opens the body of a message push in either mode; returns the plain XML or JSON text.
 * @throws {EnvelopeRefused | XmlRefused}
 */
export function openMessage(keys: CallbackKeys, query: CallbackQuery, body: string): string {
  const envelope = body.startsWith("{") ? parseJsonCallback(body) : parseXml(body);
  return openCiphertext(keys, query, textOf(envelope, "Encrypt") ?? "");
}

/** A passive reply with content, encrypted: wecom-api.md §2, wechat-api.md §1.4. */
export function wrapReply(sealed: SealedCallback): string {
  return buildXml({
    Encrypt: sealed.ciphertext,
    MsgSignature: sealed.query.msg_signature,
    TimeStamp: Number(sealed.query.timestamp),
    Nonce: sealed.query.nonce,
  });
}

/** Tells a text of another receiver from one that another key has turned into noise. */
function sealedAlike(keys: CallbackKeys, opened: { message: string; id: string; random: Buffer }, ciphertext: string) {
  const again = encrypt(keys.encodingAesKey, opened.message, opened.id, opened.random);
  return Buffer.from(again, "base64").equals(Buffer.from(ciphertext, "base64"));
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
