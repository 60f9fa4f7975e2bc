/** What the first bytes say a file is; "" for none of the kinds that WeCom looks at. */
export function formatOf(bytes: Buffer): "jpg" | "png" | "amr" | "mp4" | "" {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "jpg";
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return "png";
  if (bytes.subarray(0, 6).toString("latin1") === "#!AMR\n") return "amr";
  if (bytes.subarray(4, 8).toString("latin1") === "ftyp") return "mp4";
  return "";
}

/** Width and height of a PNG or JPEG; undefined where the header does not say. */
export function pixelsOf(bytes: Buffer): { readonly width: number; readonly height: number } | undefined {
  if (formatOf(bytes) === "png" && bytes.length >= 24)
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  // JPEG: walk the segments to the frame header.
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return undefined;
}

/** Seconds of an MP4 by its movie header, or of an AMR by its frames of 20 ms; 0 where unknown. */
export function secondsOfMedia(bytes: Buffer): number {
  const format = formatOf(bytes);
  if (format === "mp4") return mp4Seconds(bytes);
  return format === "amr" ? amrSeconds(bytes) : 0;
}

function mp4Seconds(bytes: Buffer): number {
  const at = bytes.indexOf("mvhd", 0, "latin1");
  if (at < 0 || at + 36 > bytes.length) return 0;
  const version = bytes[at + 4];
  const scale = version === 1 ? bytes.readUInt32BE(at + 24) : bytes.readUInt32BE(at + 16);
  const length = version === 1 ? Number(bytes.readBigUInt64BE(at + 28)) : bytes.readUInt32BE(at + 20);
  return scale > 0 ? length / scale : 0;
}

/** Bytes of a speech frame by its mode, AMR narrow band. */
const AMR_FRAME = [13, 14, 16, 18, 20, 21, 27, 32, 6];

function amrSeconds(bytes: Buffer): number {
  let frames = 0;
  for (let at = 6; at < bytes.length; frames++) at += AMR_FRAME[((bytes[at] ?? 0) >> 3) & 15] ?? 1;
  return frames * 0.02;
}
