import { html } from "../../kernel/http/html.ts";
import { dayChips, errorLine, type Frame, frame } from "./service-html.ts";

export interface StorePageView extends Frame {
  readonly slug: string;
  readonly storeName: string;
  readonly knowsCustomer: boolean;
  readonly days: readonly string[];
  readonly services: readonly {
    readonly id: string;
    readonly name: string;
    readonly says: string;
    readonly minutes: number;
    readonly priceFen: number;
  }[];
  /** Open appointments of this browser. */
  readonly own: readonly {
    readonly key: string;
    readonly serviceName: string;
    readonly when: string;
    readonly stateLabel: string;
  }[];
}

const price = (fen: number) => (fen === 0 ? "免费" : `${(fen / 100).toFixed(2).replace(/\.00$/, "")} 元`);

const script = (
  slug: string,
) => `const api="/api/v1/service-pages/${slug}/",chosen=()=>(document.querySelector("[name=service]:checked")||{}).value;
function slotsAt(){return chosen()?api+"slots?serviceId="+chosen()+"&":""}
const open=({key})=>{location.href="/vb/"+key},phone=()=>$("phone")?$("phone").value.trim()||null:null;
if($("form")){document.querySelectorAll("[name=service]").forEach((r)=>{r.onchange=times});times();
$("form").onsubmit=(e)=>{e.preventDefault();if(!at){$("error").textContent="请选择时间";$("error").hidden=false;return}send(api+"bookings",{serviceId:chosen(),startsAt:at,phone:phone()},open)};
$("now").onclick=()=>{if(!$("form").reportValidity())return;send(api+"walk-ins",{serviceId:chosen(),phone:phone()},open)}}`;

/** The store's services, appointments to be made, and the way to its guide. */
export function storePageHtml(view: StorePageView): string {
  const own = view.own.map(
    ({ key, serviceName, when, stateLabel }) =>
      `<a class="other" href="/vb/${key}">${html(serviceName)} · ${html(when)}（${html(stateLabel)}）</a>`,
  );
  const services = view.services.map(
    (
      { id, name, says, minutes, priceFen },
      index,
    ) => `<label class="row"><input type="radio" name="service" value="${id}"${index === 0 ? " checked" : ""}><b>${html(name)}</b>
<span>${minutes} 分钟 · ${price(priceFen)}${says === "" ? "" : ` · ${html(says)}`}</span></label>`,
  );
  const form =
    view.services.length === 0
      ? `<section class="card"><h1>本店暂时没有可预约的服务</h1><p>请联系本店导购。</p></section>`
      : `<form id="form" class="card"><h2>选择服务</h2>${services.join("")}<h2>选择时间</h2>${dayChips(view.days)}
${view.knowsCustomer ? "" : `<h2><label for="phone">手机号</label></h2><input id="phone" type="tel" inputmode="numeric" maxlength="11" pattern="1[0-9]{10}" required autocomplete="tel" placeholder="只用来联系你这次服务">`}
${errorLine}<button class="main">预约</button><button type="button" id="now" class="other">我已到店，现在就要</button></form>`;
  const body = `${own.length === 0 ? "" : `<section class="card"><h1>我的预约</h1><p class="small">到店点开签到；也可以改时间、取消。</p>${own.join("")}</section>`}
${form}<a class="other" href="/c/${view.slug}?on=1">联系本店导购</a>`;
  return frame(view, "预约服务", view.storeName, body, script(view.slug));
}
