import { html } from "../../kernel/http/html.ts";
import { dayChips, errorLine, type Frame, frame } from "./service-html.ts";
import type { Finding, VisitState } from "./vocabulary.ts";

export interface VisitPageView extends Frame {
  readonly key: string;
  readonly storeName: string;
  readonly serviceName: string;
  readonly staffName: string | null;
  readonly when: string;
  readonly state: VisitState;
  readonly isToday: boolean;
  readonly mayMove: boolean;
  readonly days: readonly string[];
  readonly findings: readonly Finding[];
  readonly nextDueOn: string | null;
  readonly score: number | null;
  /** Slug of the store's code; null = none. */
  readonly slug: string | null;
}

const titles: Readonly<Record<VisitState, string>> = {
  booked: "已为你约好",
  arrived: "已签到，请稍等",
  serving: "正在为你服务",
  done: "服务已完成",
  cancelled: "预约已取消",
  no_show: "预约时间已过",
};

const script = (key: string) => `const api="/api/v1/service-bookings/${key}/",again=()=>location.reload();
function slotsAt(){return api+"slots?"}
if($("come"))$("come").onclick=()=>send(api+"state",{state:"arrived"},again);
if($("drop"))$("drop").onclick=()=>{if(confirm("确定取消这个预约？"))send(api+"state",{state:"cancelled"},again)};
if($("move"))$("move").onclick=()=>{$("when").hidden=false;$("move").hidden=true;times()};
if($("save"))$("save").onclick=()=>{if(!at){$("error").textContent="请选择时间";$("error").hidden=false;return}send(api+"time",{startsAt:at},again)};
let score=0;document.querySelectorAll("#stars button").forEach((b)=>{b.onclick=()=>{score=Number(b.dataset.score);press($("stars"),b)}});
if($("rate"))$("rate").onclick=()=>{if(!score){$("error").textContent="请选择 1 到 5 分";$("error").hidden=false;return}send(api+"score",{score,words:$("words").value.trim()},again)};`;

const steps = (view: VisitPageView) => {
  const come =
    view.state === "booked" && view.isToday ? `<button type="button" id="come" class="main">我到店了</button>` : "";
  const move = view.mayMove
    ? `<button type="button" id="move" class="other">改时间</button><div id="when" hidden><h2>改到什么时候</h2>${dayChips(view.days)}<button type="button" id="save" class="main">改到这个时间</button></div>`
    : "";
  const drop =
    view.state === "booked" || view.state === "arrived"
      ? `<button type="button" id="drop" class="other">取消预约</button>`
      : "";
  return `${come}${move}${drop}`;
};

const record = (view: VisitPageView) => {
  const rows = view.findings.map(({ name, value }) => `<dt>${html(name)}</dt><dd>${html(value)}</dd>`);
  if (view.nextDueOn !== null) rows.push(`<dt>建议下次</dt><dd>${view.nextDueOn}</dd>`);
  return rows.length === 0 ? "" : `<section class="card"><h1>服务记录</h1><dl>${rows.join("")}</dl></section>`;
};

const rating = (view: VisitPageView) =>
  view.score !== null
    ? `<section class="card"><h1>谢谢评价：${view.score} 分</h1></section>`
    : `<section class="card"><h1>这次服务怎么样？</h1><p class="small">1 分不满意，5 分很满意</p><div id="stars" class="days stars" role="group" aria-label="评分">${[
        1, 2, 3, 4, 5,
      ]
        .map((each) => `<button type="button" class="chip" data-score="${each}" aria-pressed="false">${each}</button>`)
        .join(
          "",
        )}</div><textarea id="words" rows="3" maxlength="200" aria-label="想说的话" placeholder="想说的话（选填）"></textarea>${errorLine}
<button type="button" id="rate" class="main">提交评价</button></section>`;

/** One appointment, for whoever has its address: come, another time, cancel; afterwards the record and how it was. */
export function visitPageHtml(view: VisitPageView): string {
  const isDone = view.state === "done";
  const body = `<section class="card"><h1>${titles[view.state]}</h1><dl><dt>服务</dt><dd>${html(view.serviceName)}</dd><dt>时间</dt><dd>${html(view.when)}</dd>
${view.staffName === null ? "" : `<dt>服务人员</dt><dd>${html(view.staffName)}</dd>`}</dl>${isDone ? "" : `${errorLine}${steps(view)}`}</section>
${isDone ? `${record(view)}${rating(view)}` : ""}${view.slug === null ? "" : `<a class="other" href="/c/${view.slug}?on=1">联系本店导购</a>`}`;
  return frame(view, view.serviceName, view.storeName, body, script(view.key));
}
