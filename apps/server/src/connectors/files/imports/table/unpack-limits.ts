import { Transform } from "node:stream";
import { Refusal } from "../../../../kernel/errors.ts";

/** How much a compressed file may unpack to; whichever is reached first stops the reading. */
export interface UnpackLimits {
  readonly bytes: number;
  /** Unpacked bytes per byte on disk. Order files come to 10 to 30; what goes far beyond was made to fill disks. */
  readonly ratio: number;
}

/** Small files may be as repetitive as they like. */
const ratioFrom = 64 * 1024 * 1024;

function readable(bytes: number): string {
  return bytes >= 1024 ** 3 ? `${Math.round((bytes / 1024 ** 3) * 10) / 10} GB` : `${Math.round(bytes / 1024 ** 2)} MB`;
}

/** @throws Refusal unpacks_too_large when `unpacked` bytes of a file of `packed` bytes are beyond the limits */
export function checkUnpacked(unpacked: number, packed: number, limits: UnpackLimits): void {
  const tooMuch = unpacked > limits.bytes;
  if (!tooMuch && (unpacked <= ratioFrom || unpacked <= packed * limits.ratio)) return;
  throw new Refusal({
    code: "unpacks_too_large",
    status: 422,
    title: "压缩文件展开后太大",
    detail: tooMuch
      ? `展开后超过 ${readable(limits.bytes)}，请拆成几个文件分别导入；上限由管理员用 FEILUN_IMPORT_UNPACKED_MB 设置`
      : `文件 ${readable(packed)}，展开后超过它的 ${limits.ratio} 倍，不像正常的表格。确认无误请解压后直接上传 CSV；上限由管理员用 FEILUN_IMPORT_UNPACK_RATIO 设置`,
  });
}

/** A stream that ends with a refusal once more has flowed through than a file of `packed` bytes may unpack to. */
export function unpackMeter(
  packed: number,
  limits: UnpackLimits,
  onBytes: (unpacked: number) => void = () => {},
): Transform {
  let unpacked = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      unpacked += piece.length;
      onBytes(unpacked);
      try {
        checkUnpacked(unpacked, packed, limits);
        done(null, piece);
      } catch (refusal) {
        done(refusal as Error);
      }
    },
  });
}
