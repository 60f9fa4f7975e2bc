import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "kysely";
import { Refusal } from "../../../../kernel/errors.ts";
import type { Platform } from "../../../../kernel/platform.ts";

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Absolute path, or a name below the folder of uploads. */
  readonly location: string;
  readonly createdBy: string;
  readonly removedAt: Date | null;
}

function uploadsFolder(platform: Platform): string {
  return path.join(platform.config.dataDir, "imports");
}

/** Where the content of a file lies. */
export function contentPath(platform: Platform, location: string): string {
  return path.isAbsolute(location) ? location : path.join(uploadsFolder(platform), location);
}

async function insertFile(platform: Platform, file: Omit<StoredFile, "id" | "removedAt">): Promise<StoredFile> {
  const { rows } = await sql<{
    id: string;
  }>`insert into import_file (name, size_bytes, sha256, location, created_by, created_at)
    values (${file.name}, ${file.sizeBytes}, ${file.sha256}, ${file.location}, ${file.createdBy}, ${platform.clock.now()}) returning id`.execute(
    platform.db,
  );
  return { ...file, id: rows[0]?.id ?? "", removedAt: null };
}

/** Counts and hashes what flows through. */
function meter(): { stream: Transform; result: () => { sizeBytes: number; sha256: string } } {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ sizeBytes, sha256: hash.digest("hex") }) };
}

/**
 * Streams an upload to disk; nothing of a broken upload stays behind.
 *
 * @param truncated asked at the end: whether the content was cut off at the size limit
 */
export async function storeUpload(
  platform: Platform,
  name: string,
  content: Readable,
  createdBy: string,
  truncated: () => boolean,
): Promise<StoredFile> {
  const folder = uploadsFolder(platform);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const location = randomUUID();
  const target = path.join(folder, location);
  const { stream, result } = meter();
  try {
    await pipeline(content, stream, createWriteStream(target, { mode: 0o600 }));
    if (truncated())
      throw new Refusal({ code: "too_large", status: 413, title: "文件超过 8 GB，请拆分或压缩成 .gz 后上传" });
    const measured = result();
    if (measured.sizeBytes === 0)
      throw new Refusal({ code: "empty_file", status: 422, title: "文件是空的", detail: "请检查导出是否成功" });
    return await insertFile(platform, {
      name: path.basename(name).slice(0, 200) || "未命名",
      ...measured,
      location,
      createdBy,
    });
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

/** Registers a file that lies on this machine, without copying it (CLI). */
export async function registerLocalFile(platform: Platform, file: string, createdBy: string): Promise<StoredFile> {
  const location = path.resolve(file);
  const found = await stat(location).catch(() => null);
  if (!found?.isFile()) throw new Refusal({ code: "file_not_found", status: 404, title: `找不到文件 ${file}` });
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(location, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return insertFile(platform, {
    name: path.basename(location),
    sizeBytes: found.size,
    sha256: hash.digest("hex"),
    location,
    createdBy,
  });
}

export async function findFile(platform: Platform, id: string): Promise<StoredFile | null> {
  const { rows } =
    await sql<StoredFile>`select id, name, size_bytes as "sizeBytes", sha256, location, created_by as "createdBy", removed_at as "removedAt"
    from import_file where id = ${id}`.execute(platform.db);
  return rows[0] ?? null;
}

/** Removes an uploaded file's content, unless another run still needs it; a file of the CLI is left where it lies. */
export async function removeContent(platform: Platform, fileId: string): Promise<void> {
  const { rows } = await sql<{ location: string }>`update import_file set removed_at = ${platform.clock.now()}
    where id = ${fileId} and removed_at is null
      and not exists (select from import_run where file_id = import_file.id and status in ('queued', 'running')) returning location`.execute(
    platform.db,
  );
  for (const { location } of rows)
    if (!path.isAbsolute(location)) await rm(path.join(uploadsFolder(platform), location), { force: true });
}

/** Removes content that was handed in more than `days` days ago and that no unfinished run needs. */
export async function removeOldContent(platform: Platform, days: number): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from import_file
    where removed_at is null and created_at < ${platform.clock.now()}::timestamptz - make_interval(days => ${days})`.execute(
    platform.db,
  );
  for (const { id } of rows) await removeContent(platform, id);
}
