import { wecomError } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import type { Finding } from "../../wechat/index.ts";
import type { Examined } from "./examined.ts";

/** Codes of the interconnection licence (互通账号), which apps of service providers need. */
const licenceCodes = [701008];
/** How far back a refused call still says something about today. */
const DAYS = 1;

interface Refused {
  readonly path: string;
  readonly errcode: number;
  readonly times: number;
}

async function recentRefusals({ platform, account }: Examined): Promise<Refused[]> {
  const { rows } = await sql<Refused>`
    select path, errcode, times::int from wechat_refusal
    where wechat_account_id = ${account.id} and last_at > now() - make_interval(days => ${DAYS})
    order by times desc limit 20`.execute(platform.db);
  return rows;
}

/** Self-built apps need no licence; a licence code among refused calls says that this one does. */
export async function licenceFinding(examined: Examined): Promise<Finding> {
  const [check, name] = ["licence", "互通账号许可"];
  const refused = (await recentRefusals(examined)).find(({ errcode }) => licenceCodes.includes(errcode));
  if (!refused) return { check, name, state: "ok", detail: "没有调用因许可被拒绝（自建应用不需要许可）" };
  const { cause, remedy } = wecomError(refused.errcode);
  return {
    check,
    name,
    state: "failed",
    detail: `${refused.path} 因许可被拒绝 ${refused.times} 次`,
    cause,
    remedy,
    errcode: refused.errcode,
  };
}

/** What was refused of late and is told nowhere else. */
export async function refusedCallsFinding(examined: Examined): Promise<Finding> {
  const [check, name] = ["calls", "近一天的调用"];
  const refused = (await recentRefusals(examined)).filter(({ errcode }) => !licenceCodes.includes(errcode));
  const [most] = refused;
  if (!most) return { check, name, state: "ok", detail: "没有被拒绝的调用" };
  const { cause, remedy } =
    most.errcode === 0 ? { cause: "没有收到应答", remedy: "检查网络" } : wecomError(most.errcode);
  return {
    check,
    name,
    state: "warning",
    detail: `${refused.reduce((sum, { times }) => sum + times, 0)} 次调用被拒绝，最多的是 ${most.path}（${most.errcode}）`,
    cause,
    remedy,
    errcode: most.errcode,
  };
}
