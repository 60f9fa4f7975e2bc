import { ApiRefusal, type Call } from "../../http/endpoint.ts";
import type { Account } from "../accounts/state.ts";

/** Refuses an address that the account's owner has not listed: 40164 names it (wechat-api.md §1.1). */
export function checkAddress({ ip }: Call, account: Account): void {
  if (account.ipWhitelist && !account.ipWhitelist.includes(ip))
    throw new ApiRefusal(40164, `invalid ip ${ip} ipv6 ::ffff:${ip}, not in whitelist`);
}
