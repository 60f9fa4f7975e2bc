import type { MiniProgram, OfficialAccount } from "../weixin/accounts/state.ts";
import { followerOf } from "../weixin/followers/follow.ts";
import { randomBelow } from "../world/random.ts";
import type { Behaviour } from "./behaviours.ts";
import { askRefund, buy } from "./mall.ts";
import { RATES } from "./model.ts";
import type { Crowd } from "./person.ts";

/** What the crowd does with the company's official account and mini program, the first of each. */
export const weixinBehaviours: readonly Behaviour[] = [
  {
    name: "followAccount",
    rate: RATES.followAccount,
    run(crowd, person) {
      const account = accountOf(crowd);
      if (!account || follows(crowd, account, person)) return;
      const codes = [...account.qrCodes.byTicket.values()];
      const code = codes[randomBelow(crowd.dice, codes.length)]?.ticket;
      if (code) crowd.act("followAccount", "weixin.scan", { person, code });
      else crowd.act("followAccount", "oa.follow", { appid: account.appid, person });
    },
  },
  {
    name: "unfollowAccount",
    rate: RATES.unfollowAccount,
    run(crowd, person) {
      const account = accountOf(crowd);
      if (account && follows(crowd, account, person))
        crowd.act("unfollowAccount", "oa.unfollow", { appid: account.appid, person });
    },
  },
  {
    name: "pressMenu",
    rate: RATES.pressMenu,
    run(crowd, person) {
      const account = accountOf(crowd);
      if (!account?.menus.main || !follows(crowd, account, person)) return;
      const buttons = account.menus.main.button.flatMap((button) => button.sub_button ?? [button]);
      const button = buttons[randomBelow(crowd.dice, buttons.length)]?.name;
      if (button) crowd.act("pressMenu", "oa.press_menu", { appid: account.appid, person, button });
    },
  },
  {
    name: "openMiniProgram",
    rate: RATES.openMiniProgram,
    run(crowd, person) {
      const account = miniProgramOf(crowd);
      if (account) crowd.act("openMiniProgram", "mini.open", { appid: account.appid, person, staySeconds: 30 });
    },
  },
  { name: "buy", rate: RATES.buy, run: buy },
  { name: "askRefund", rate: RATES.askRefund, run: askRefund },
];

const accountOf = ({ world }: Crowd): OfficialAccount | undefined =>
  [...world.weixin.accounts.values()].find((account) => account.kind === "official_account");

const miniProgramOf = ({ world }: Crowd): MiniProgram | undefined =>
  [...world.weixin.accounts.values()].find((account) => account.kind === "mini_program");

function follows({ world }: Crowd, account: OfficialAccount, person: string): boolean {
  const openid = world.people.get(person)?.openids.get(account.appid);
  return openid !== undefined && followerOf(account, openid) !== undefined;
}
