import { createHash } from "node:crypto";
import { WECOM_QUOTAS, wecomError } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { integer, text, withinBytes } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { tellApp } from "../tell.ts";
import type { UploadJob } from "./state.ts";
import { keepMedia } from "./store.ts";

const DOWNLOAD_MS = 60_000;

/** Starts the download of a big file and answers at once; the app is told when it has ended. */
export function startUpload({ host, world, body, app }: Call): string {
  if (integer(body, "scene") !== 1) refuse(40058, "scene is 1");
  const kind = text(body, "type");
  if (kind !== "video" && kind !== "file") refuse(40058, "type is video or file");
  const name = withinBytes(text(body, "filename"), 128, 40058);
  const url = withinBytes(text(body, "url"), 1024, 40058);
  const md5 = text(body, "md5");
  const job: UploadJob = {
    jobId: opaqueId(world.random, "", 32),
    agentId: app,
    createdAt: secondsOf(world.clock),
    status: 1,
    errcode: 0,
    mediaId: undefined,
  };
  world.wecom.media.jobs.set(job.jobId, job);
  void download(url)
    .then(({ bytes, type }) => {
      if (createHash("md5").update(bytes).digest("hex") !== md5.toLowerCase()) return 301_019;
      job.mediaId = keepMedia(world, { kind, purpose: "message", name, type, bytes }).mediaId;
      return 0;
    })
    .catch((error: unknown) => (error instanceof RangeError ? 45_001 : 830_003))
    .then((errcode) => {
      job.errcode = errcode;
      job.status = errcode === 0 ? 2 : 3;
      tellApp(world, app, "upload_media_job_finish", { JobId: job.jobId });
      host.changed();
    });
  return job.jobId;
}

/** get_upload_by_url_result: 40088 after an hour. */
export function uploadJobView(world: World, jobId: string) {
  const job = world.wecom.media.jobs.get(jobId);
  if (!job || job.createdAt + WECOM_QUOTAS.asyncUploadJobLife.amount <= secondsOf(world.clock)) refuse(40088);
  const { status, errcode, mediaId, createdAt } = job;
  const errmsg = errcode === 0 ? "ok" : wecomError(errcode).meaning;
  return { status, ...(status !== 1 && { detail: { errcode, errmsg, media_id: mediaId, created_at: createdAt } }) };
}

async function download(url: string): Promise<{ bytes: Buffer; type: string }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > WECOM_QUOTAS.asyncUpload.amount) throw new RangeError("too big");
    parts.push(part);
  }
  return { bytes: Buffer.concat(parts), type: response.headers.get("content-type") ?? "application/octet-stream" };
}
