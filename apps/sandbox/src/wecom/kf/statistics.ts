import { type Call, type Endpoint, post } from "../../http/endpoint.ts";
import { integer, optionalText } from "../../http/read.ts";
import { dayOf } from "../activity/note.ts";
import { pastDays } from "../statistics/window.ts";
import type { KfRow } from "./state.ts";

/** Figures of past days from the accounts' streams: wecom-api.md §14. */
export const kfStatisticsEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/kf/get_corp_statistic", (call) => byDay(call, () => true)),
  post("/cgi-bin/kf/get_servicer_statistic", (call) => {
    const servicer = optionalText(call.body, "servicer_userid");
    return byDay(call, ({ message }) => servicer === undefined || message.servicer_userid === servicer);
  }),
];

function byDay({ world, body }: Call, wanted: (row: KfRow) => boolean) {
  const openKfid = optionalText(body, "open_kfid");
  const days = pastDays(world, integer(body, "start_time"), integer(body, "end_time"));
  const rows = [...world.wecom.kf.accounts.values()]
    .filter((account) => openKfid === undefined || account.openKfid === openKfid)
    .flatMap((account) => account.rows)
    .filter(wanted);
  return {
    statistic_list: days.map((day) => {
      const spoken = rows.filter(({ message }) => message.origin !== 4 && dayOf(message.send_time) === day);
      const customers = new Set(spoken.map(({ message }) => `${message.open_kfid}/${message.external_userid}`));
      return {
        stat_time: day,
        statistic: {
          session_cnt: customers.size,
          customer_cnt: new Set(spoken.map(({ message }) => message.external_userid)).size,
          customer_msg_cnt: spoken.filter(({ message }) => message.origin === 3).length,
        },
      };
    }),
  };
}
