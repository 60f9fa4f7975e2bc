import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { personNamed } from "../../control/people-actions.ts";
import { openidIn } from "../accounts/accounts.ts";
import { tell } from "../callbacks/tell.ts";
import { openWindow } from "../messages/windows.ts";
import { authorisePhone, encryptFor, login } from "../mini/codes.ts";
import { openedLink } from "../mini/links.ts";
import { noteFullRefund, notePayment } from "../mini/orders.ts";
import { confirmReceived } from "../mini/shipping.ts";
import { sharePage, visit } from "../mini/visit.ts";
import { miniProgramNamed } from "./find.ts";

const who = { appid: z.string(), person: z.string() };
const DEFAULT_SCENE = 1089;
const URL_LINK_SCENE = 1194;

/** What a person does with mini programs on the phone; `mini.login` and the phone button are the page's wx calls. */
export const miniProgramActions: readonly Action[] = [
  action(
    "mini.open",
    z.object({
      ...who,
      page: z.string().optional(),
      scene: z.int().default(DEFAULT_SCENE),
      staySeconds: z.number().min(0).optional(),
    }),
    (world, { appid, person, page, scene, staySeconds }) => {
      const account = miniProgramNamed(world, appid);
      const [path = "", query = ""] = (page ?? account.mini.pages[0] ?? "").split("?");
      if (!account.mini.pages.includes(path)) throw new RangeError(`页面不存在：${path}`);
      return {
        openid: visit(world, account, personNamed(world, person), { page: path, scene, staySeconds }),
        page: path,
        query,
      };
    },
  ),
  action("mini.open_link", z.object({ person: z.string(), link: z.string() }), (world, { person, link }) => {
    const { account, path, query } = openedLink(world, link);
    const page = path.replace(/^\//, "") || (account.mini.pages[0] ?? "");
    const openid = visit(world, account, personNamed(world, person), { page, scene: URL_LINK_SCENE });
    return { appid: account.appid, openid, page, query };
  }),
  action("mini.share", z.object({ ...who, page: z.string() }), (world, { appid, person, page }) =>
    sharePage(world, miniProgramNamed(world, appid), personNamed(world, person), page),
  ),
  action("mini.login", z.object(who), (world, { appid, person }) => {
    const account = miniProgramNamed(world, appid);
    const someone = personNamed(world, person);
    visit(world, account, someone, { page: account.mini.pages[0] ?? "", scene: DEFAULT_SCENE });
    return { code: login(world, account, someone) };
  }),
  action("mini.authorise_phone", z.object(who), (world, { appid, person }) =>
    authorisePhone(world, miniProgramNamed(world, appid), personNamed(world, person)),
  ),
  action(
    "mini.encrypt",
    z.object({ ...who, data: z.record(z.string(), z.unknown()) }),
    (world, { appid, person, data }) => {
      const account = miniProgramNamed(world, appid);
      return encryptFor(world, account, openidIn(world, personNamed(world, person), account), data);
    },
  ),
  action("mini.enter_session", z.object({ ...who, from: z.string().default("") }), (world, { appid, person, from }) => {
    const account = miniProgramNamed(world, appid);
    const openid = openidIn(world, personNamed(world, person), account);
    openWindow(world, account, openid, "enter");
    tell(world, account, openid, "user_enter_tempsession", { sessionFrom: from });
  }),
  action(
    "mini.paid",
    z.object({
      ...who,
      transactionId: z.string(),
      mchid: z.string(),
      outTradeNo: z.string(),
      amount: z.int().min(1),
    }),
    (world, { appid, person, ...paid }) => {
      const account = miniProgramNamed(world, appid);
      notePayment(world, account, { ...paid, openid: openidIn(world, personNamed(world, person), account) });
    },
  ),
  action(
    "mini.refunded",
    z.object({ appid: z.string(), transactionId: z.string() }),
    (world, { appid, transactionId }) => noteFullRefund(miniProgramNamed(world, appid), transactionId),
  ),
  action(
    "mini.confirm_received",
    z.object({ appid: z.string(), transactionId: z.string() }),
    (world, { appid, transactionId }) => confirmReceived(world, miniProgramNamed(world, appid), transactionId),
  ),
];
