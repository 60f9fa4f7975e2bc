import { createPrivateKey, createPublicKey, createSign, generateKeyPairSync, randomBytes } from "node:crypto";

/** An RSA key pair, PEM. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** A new RSA-2048 pair: PKCS#8 and SPKI, as WeChat's own tools write them. */
export function newKeyPair(): KeyPair {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

/** Who stands in a certificate, and how long it holds (Unix seconds). */
export interface CertificateParts {
  readonly commonName: string;
  readonly organisation: string;
  readonly from: number;
  readonly until: number;
}

/** Wraps a public key into an X.509 certificate signed by its own key. Answers PEM and the serial number, 40 hexadecimal digits. */
export function certify(
  keys: KeyPair,
  parts: CertificateParts,
): { readonly certificate: string; readonly serialNo: string } {
  // Positive and of full length: serial numbers are read as fixed 40 digits.
  const serial = randomBytes(20);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const name = sequence(attribute("550403", parts.commonName), attribute("55040a", parts.organisation));
  const algorithm = sequence(tagged(0x06, Buffer.from("2a864886f70d01010b", "hex")), tagged(0x05, Buffer.alloc(0)));
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, serial),
    algorithm,
    name,
    sequence(time(parts.from), time(parts.until)),
    name,
    createPublicKey(keys.publicKey).export({ type: "spki", format: "der" }),
  );
  const signature = createSign("RSA-SHA256").update(body).sign(createPrivateKey(keys.privateKey));
  const der = sequence(body, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    serialNo: serial.toString("hex").toUpperCase(),
  };
}

/** One relative name: object id and UTF-8 text. */
function attribute(oid: string, value: string): Buffer {
  return tagged(0x31, sequence(tagged(0x06, Buffer.from(oid, "hex")), tagged(0x0c, Buffer.from(value))));
}

/** GeneralizedTime for years that UTCTime cannot say, else UTCTime: RFC 5280 §4.1.2.5. */
function time(seconds: number): Buffer {
  const digits = `${new Date(seconds * 1000).toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`;
  return digits < "2050" ? tagged(0x17, Buffer.from(digits.slice(2))) : tagged(0x18, Buffer.from(digits));
}

const sequence = (...parts: Buffer[]) => tagged(0x30, Buffer.concat(parts));

/** DER: tag, length, content. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const bytes = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}
