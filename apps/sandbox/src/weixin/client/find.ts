import type { World } from "../../world/world.ts";
import type { Account, MiniProgram, OfficialAccount, Shop, VideoChannel } from "../accounts/state.ts";

/** The account, or a refusal that names the appid. */
export function accountNamed(world: World, appid: string): Account {
  const account = world.weixin.accounts.get(appid);
  if (!account) throw new RangeError(`没有这个账号：${appid}`);
  return account;
}

export function officialAccountNamed(world: World, appid: string): OfficialAccount {
  const account = accountNamed(world, appid);
  if (account.kind !== "official_account") throw new RangeError(`${appid} 不是公众号`);
  return account;
}

export function miniProgramNamed(world: World, appid: string): MiniProgram {
  const account = accountNamed(world, appid);
  if (account.kind !== "mini_program") throw new RangeError(`${appid} 不是小程序`);
  return account;
}

export function shopNamed(world: World, appid: string): Shop {
  const account = accountNamed(world, appid);
  if (account.kind !== "shop") throw new RangeError(`${appid} 不是微信小店`);
  return account;
}

/** @throws RangeError */
export function videoChannelNamed(world: World, appid: string): VideoChannel {
  const account = accountNamed(world, appid);
  if (account.kind !== "video_channel") throw new RangeError(`${appid} 不是视频号`);
  return account;
}
