import { addDays } from "../../../kernel/calendar.ts";
import { hasRows, membersOf, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

const script =
  "{称呼}，您好！我是{门店}的专属导购{导购}，感谢您一直以来的支持，为您准备了{礼遇}。通过好友后我发给您，有问题随时找我。";

/** Old customers of the flagship to be added as friends: a list, the first calls and requests. Who accepts, WeCom tells. */
export async function inviteOldCustomers(office: Office, flagship: string): Promise<void> {
  if (await hasRows(office.platform, "friend_task")) return;
  const operator = await office.colleague("hq");
  const guide = await office.colleague(`${flagship}-1`);
  const { no } = await unitOf(office.platform, flagship);
  office.at(addDays(office.today, -2), "09:00");
  const task = await operator.post<{ id: string }>("/friend-tasks", {
    name: "老客加企业微信",
    offer: "满 100 减 20 元券",
    script,
    dueOn: addDays(office.today, 14),
  });
  await operator.post(`/friend-tasks/${task.id}/people`, {
    source: { from: "members", memberNos: await membersOf(office.platform, no, 60, 30) },
    guideIds: [guide.id],
  });
  const people = await guide.get<{ items: { no: number }[] }>("/friend-adding/people?limit=20");
  const calls = ["reached", "reached", "no_answer", "wrong_number", "reached", "refused", "reached"] as const;
  for (const [at, result] of calls.entries()) {
    const person = people.items[at];
    if (!person) return;
    office.at(addDays(office.today, at < 4 ? -2 : 0), at < 4 ? `10:3${at}` : `10:4${at}`);
    await guide.post(`/friend-adding/people/${person.no}/call`, { result });
    if (result === "reached" || result === "no_answer") await guide.post(`/friend-adding/people/${person.no}/requests`);
  }
}
