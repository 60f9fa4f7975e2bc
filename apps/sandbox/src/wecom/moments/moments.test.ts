import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { followOf } from "../customers/relations.ts";
import { Bench, mp4Of, pngOf } from "../wecom.testing.ts";

const BASE = "/cgi-bin/externalcontact";
let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const add = (more: object = {}) => bench.call(`${BASE}/add_moment_task`, { text: { content: "上新" }, ...more });

describe("moments", () => {
  it("go through a job, then each member publishes; reactions come back without words", async () => {
    const { id } = bench.customer("甲");
    const { jobid } = await add({ visible_range: { sender_list: { user_list: ["LiLei", "Nobody"] } } });
    const result = () => bench.call(`${BASE}/get_moment_task_result?jobid=${jobid}`);
    expect(await result()).toMatchObject({ status: 1 });
    bench.pass(1);
    expect(await result()).toMatchObject({ status: 2 });
    bench.pass(1);
    const done = await result();
    expect(done).toMatchObject({ status: 3, result: { invalid_sender_list: { user_list: ["Nobody"] } } });
    const { moment_id } = done.result as { moment_id: string };
    const of = { moment_id, userid: "LiLei" };
    expect(await bench.call(`${BASE}/get_moment_task`, { moment_id })).toMatchObject({
      task_list: [{ userid: "LiLei", publish_status: 0 }],
    });
    expect(await bench.call(`${BASE}/get_moment_customer_list`, of)).toMatchObject({
      customer_list: [{ userid: "LiLei", external_userid: id }],
    });
    expect(await bench.call(`${BASE}/get_moment_comments`, of)).toMatchObject({ errcode: 41062 });
    await bench.act("wecom.publish_moment", { momentId: moment_id, userid: "LiLei" });
    await bench.act("wecom.like_moment", { momentId: moment_id, userid: "LiLei", by: id });
    await bench.act("wecom.comment_moment", { momentId: moment_id, userid: "LiLei", by: id, text: "好看" });
    expect(await bench.call(`${BASE}/get_moment_send_result`, of)).toMatchObject({
      customer_list: [{ external_userid: id }],
    });
    expect(await bench.call(`${BASE}/get_moment_comments`, of)).toMatchObject({
      comment_list: [{ external_userid: id, create_time: bench.now }],
      like_list: [{ external_userid: id }],
    });
    expect(await bench.call(`${BASE}/get_moment_comments`, { ...of, userid: "HanMeimei" })).toMatchObject({
      errcode: 41061,
    });
    bench.pass(86_400);
    expect(await result()).toMatchObject({ errcode: 40088 });
  });

  it("reach only tagged customers and only members who have such", async () => {
    const tagged = bench.customer("乙");
    bench.customer("丙");
    bench.customer("丁", "HanMeimei");
    const made = await bench.call(`${BASE}/add_corp_tag`, { group_name: "等级", tag: [{ name: "金" }] });
    const [tag] = (made.tag_group as { tag: { id: string }[] }).tag;
    followOf(bench.world, "LiLei", tagged.id)?.tags.add(tag?.id ?? "");
    const { jobid } = await add({ visible_range: { external_contact_list: { tag_list: [tag?.id, "etGone"] } } });
    bench.pass(2);
    const done = await bench.call(`${BASE}/get_moment_task_result?jobid=${jobid}`);
    expect(done.result).toMatchObject({ invalid_external_contact_list: { tag_list: ["etGone"] } });
    const { moment_id } = done.result as { moment_id: string };
    expect((await bench.call(`${BASE}/get_moment_task`, { moment_id })).task_list).toHaveLength(1);
    const list = await bench.call(`${BASE}/get_moment_list`, { start_time: bench.now - 60, end_time: bench.now });
    expect(list.moment_list).toMatchObject([{ moment_id, visible_type: 0, create_type: 0, text: { content: "上新" } }]);
  });

  it("stops who has not published, and tells a member's own from the company's", async () => {
    const { jobid } = await add();
    bench.pass(2);
    const done = await bench.call(`${BASE}/get_moment_task_result?jobid=${jobid}`);
    const { moment_id } = done.result as { moment_id: string };
    await bench.call(`${BASE}/cancel_moment_task`, { moment_id });
    expect(await bench.act("wecom.publish_moment", { momentId: moment_id, userid: "LiLei" })).toMatchObject({
      errcode: 41060,
    });
    const own = await bench.act("wecom.post_moment", { userid: "LiLei", content: "自己的" });
    expect(await bench.call(`${BASE}/get_moment_task`, { moment_id: own.momentId })).toMatchObject({ errcode: 41067 });
  });

  it("keeps limits: empty, one kind, nine images, media for moments, ten a minute", async () => {
    expect(await bench.call(`${BASE}/add_moment_task`, {})).toMatchObject({ errcode: 41089 });
    expect(await add({ text: { content: "长".repeat(1334) } })).toMatchObject({ errcode: 40058 });
    const forMessages = await bench.upload("/cgi-bin/media/upload?type=image", pngOf(9, 9), "a.png");
    const image = (media_id: unknown) => ({ msgtype: "image", image: { media_id } });
    expect(await add({ attachments: [image(forMessages.media_id)] })).toMatchObject({ errcode: 41072 });
    const path = "/cgi-bin/media/upload_attachment?attachment_type=1&media_type=";
    const forMoments = await bench.upload(`${path}image`, pngOf(9, 9), "a.png");
    expect(await add({ attachments: Array(10).fill(image(forMoments.media_id)) })).toMatchObject({ errcode: 40058 });
    const video = await bench.upload(`${path}video`, mp4Of(30), "a.mp4");
    expect(
      await add({
        attachments: [image(forMoments.media_id), { msgtype: "video", video: { media_id: video.media_id } }],
      }),
    ).toMatchObject({ errcode: 40058 });
    for (let count = 0; count < 10; count++) expect(await add()).toMatchObject({ errcode: 0 });
    expect(await add()).toMatchObject({ errcode: 45009 });
    bench.pass(61);
    expect(await add()).toMatchObject({ errcode: 0 });
  });
});
