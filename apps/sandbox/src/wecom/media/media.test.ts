import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bench, mp4Of, pngOf } from "../wecom.testing.ts";

const UPLOAD = "/cgi-bin/media/upload?type=";
const ATTACH = "/cgi-bin/media/upload_attachment?attachment_type=";
let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

async function read(mediaId: unknown): Promise<Response> {
  return fetch(`${bench.sandbox.addresses.wecom}${await bench.signed(`/cgi-bin/media/get?media_id=${mediaId}`)}`);
}

/** An AMR of so many frames of 20 ms. */
const amrOf = (frames: number) => Buffer.concat([Buffer.from("#!AMR\n"), Buffer.alloc(frames * 13)]);

describe("media", () => {
  it("lives for 3 days and is given back as it was", async () => {
    const bytes = pngOf(10, 20);
    const kept = await bench.upload(`${UPLOAD}image`, bytes, "海报.png");
    expect(kept).toMatchObject({ errcode: 0, type: "image", created_at: String(bench.now) });
    const response = await read(kept.media_id);
    expect(response.headers.get("content-disposition")).toContain("attachment");
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    bench.pass(3 * 86_400);
    expect(await (await read(kept.media_id)).json()).toMatchObject({ errcode: 40007 });
  });

  it("keeps kinds, sizes and lengths", async () => {
    expect(await bench.upload(`${UPLOAD}image`, Buffer.from("12345"), "a.png")).toMatchObject({ errcode: 44001 });
    expect(await bench.upload(`${UPLOAD}image`, Buffer.from("not a picture"), "a.png")).toMatchObject({
      errcode: 40058,
    });
    expect(await bench.upload(`${UPLOAD}sticker`, pngOf(1, 1), "a.png")).toMatchObject({ errcode: 40058 });
    expect(await bench.upload(`${UPLOAD}voice`, amrOf(3000), "a.amr")).toMatchObject({ errcode: 0 });
    expect(await bench.upload(`${UPLOAD}voice`, amrOf(3001), "a.amr")).toMatchObject({ errcode: 45001 });
    const big = Buffer.concat([pngOf(1, 1), Buffer.alloc(10 * 1024 * 1024)]);
    expect(await bench.upload(`${UPLOAD}image`, big, "a.png")).toMatchObject({ errcode: 45001 });
    expect(await bench.upload(`${UPLOAD}file`, big, "a.bin")).toMatchObject({ errcode: 0 });
  });

  it("separates attachments of moments and albums from messages", async () => {
    expect(await bench.upload(`${ATTACH}1&media_type=image`, pngOf(10_801, 9), "a.png")).toMatchObject({
      errcode: 41081,
    });
    expect(await bench.upload(`${ATTACH}1&media_type=image`, pngOf(1081, 1081), "a.png")).toMatchObject({
      errcode: 41081,
    });
    expect(await bench.upload(`${ATTACH}1&media_type=video`, mp4Of(31), "a.mp4")).toMatchObject({ errcode: 41082 });
    expect(await bench.upload(`${ATTACH}1&media_type=video`, pngOf(1, 1), "a.mp4")).toMatchObject({ errcode: 41090 });
    expect(await bench.upload(`${ATTACH}2&media_type=video`, mp4Of(3), "a.mp4")).toMatchObject({ errcode: 41072 });
    const kept = await bench.upload(`${ATTACH}2&media_type=image`, pngOf(1, 1), "a.png");
    expect(kept).toMatchObject({ errcode: 0, created_at: bench.now });
  });

  it("keeps pictures of uploadimg for good, for welcome messages", async () => {
    bench.customer("甲");
    const { url } = await bench.upload("/cgi-bin/media/uploadimg", pngOf(1, 1), "a.png");
    const send = (pic_url: unknown) =>
      bench.call("/cgi-bin/externalcontact/add_msg_template", {
        sender: "LiLei",
        attachments: [{ msgtype: "image", image: { pic_url } }],
      });
    expect(await send(url)).toMatchObject({ errcode: 0 });
    expect(await send("https://example.test/a.png")).toMatchObject({ errcode: 40007 });
    const huge = Buffer.concat([pngOf(1, 1), Buffer.alloc(2 * 1024 * 1024)]);
    expect(await bench.upload("/cgi-bin/media/uploadimg", huge, "a.png")).toMatchObject({ errcode: 45001 });
  });

  it("downloads big files by address and tells when done", async () => {
    const bytes = Buffer.alloc(3_000_000, 5);
    const files = createServer((_request, response) => response.end(bytes));
    await new Promise<void>((resolve) => files.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(files.address() as AddressInfo).port}/a.bin`;
    const md5 = createHash("md5").update(bytes).digest("hex");
    const start = (more: object) =>
      bench.call("/cgi-bin/media/upload_by_url", { scene: 1, type: "file", filename: "a.bin", url, md5, ...more });
    const result = (jobid: unknown) => bench.call("/cgi-bin/media/get_upload_by_url_result", { jobid });
    const finished = async (jobid: unknown) => {
      await expect.poll(async () => (await result(jobid)).status).not.toBe(1);
      return result(jobid);
    };
    const good = await start({});
    const done = await finished(good.jobid);
    expect(done).toMatchObject({ status: 2, detail: { errcode: 0 } });
    expect((await read((done.detail as { media_id: string }).media_id)).status).toBe(200);
    const wrong = await finished((await start({ md5: "00" })).jobid);
    expect(wrong).toMatchObject({ status: 3, detail: { errcode: 301019 } });
    const nowhere = await finished((await start({ url: "http://127.0.0.1:9/a" })).jobid);
    expect(nowhere).toMatchObject({ status: 3, detail: { errcode: 830003 } });
    expect(await bench.told("upload_media_job_finish")).toHaveLength(3);
    files.close();
  });

  it("refuses a malformed upload instead of failing", async () => {
    const response = await fetch(`${bench.sandbox.addresses.wecom}${await bench.signed(`${UPLOAD}image`)}`, {
      method: "POST",
      headers: { "content-type": "multipart/form-data" },
      body: "no boundary",
    });
    expect([response.status, ((await response.json()) as { errcode: number }).errcode]).toEqual([200, 44001]);
  });
});
