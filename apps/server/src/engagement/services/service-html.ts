import { html } from "../../kernel/http/html.ts";

export interface Frame {
  readonly brand: string;
  readonly colour: string;
  readonly nonce: string;
}

const style = (colour: string) => `*{box-sizing:border-box;margin:0}
body{font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif;background:#f4f5f7;color:#1d2129;min-height:100vh}
main{max-width:480px;margin:0 auto;padding:24px 16px 40px}.brand{color:${colour};font-weight:600;text-align:center}.store,.small{color:#4e5969;font-size:14px}.store{text-align:center}
.card{background:#fff;border-radius:14px;padding:20px;margin-top:16px}h1{font-size:22px;line-height:1.4}h2{font-size:16px;margin:20px 0 8px}h2:first-child{margin-top:0}p{margin-top:6px}
label.row{display:block;border:1px solid #c9cdd4;border-radius:10px;padding:12px;margin-top:8px}label.row:has(input:checked){border-color:${colour};background:${colour}0d}
label.row b{margin-left:6px}label.row span{display:block;font-size:14px;color:#4e5969;padding-left:24px}
.days{display:flex;gap:8px;overflow-x:auto;padding-bottom:6px}.times{display:grid;grid-template-columns:repeat(4,1fr);gap:8px;margin-top:8px}
.chip{font:inherit;font-size:14px;border:1px solid #c9cdd4;background:#fff;color:#1d2129;border-radius:10px;padding:10px 4px;min-width:72px;flex:none;line-height:1.3}
.times .chip{min-width:0}.chip[aria-pressed=true]{background:${colour};border-color:${colour};color:#fff}.stars .chip{min-width:0;flex:1;font-size:18px}
input[type=tel],textarea{width:100%;font:inherit;padding:11px 12px;margin-top:6px;border:1px solid #c9cdd4;border-radius:10px}
input:focus-visible,textarea:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid ${colour}66;outline-offset:1px}
.main,.other{display:block;width:100%;font:inherit;font-weight:600;text-align:center;text-decoration:none;border-radius:10px;padding:12px;margin-top:16px;border:1px solid ${colour}}
.main{background:${colour};color:#fff}.other{background:#fff;color:${colour};margin-top:12px}.main:disabled,.other:disabled{opacity:.6}.error{color:#b42318;font-size:14px}
dl{display:grid;grid-template-columns:auto 1fr;gap:6px 16px;margin-top:8px}dt{color:#4e5969}dd{margin:0;text-align:right;font-weight:600}[hidden]{display:none!important}`;

/** Helpers of both pages: one request at a time, the refusal in the customer's words, times of a day as buttons. */
const helpers = `const $=(id)=>document.getElementById(id);
async function send(at,body,done){$("error").hidden=true;document.querySelectorAll("button").forEach((b)=>{b.disabled=true});
const r=await fetch(at,{method:"POST",headers:{"content-type":"application/json"},body:JSON.stringify(body)}).catch(()=>null);
document.querySelectorAll("button").forEach((b)=>{b.disabled=false});if(r&&r.ok)return done(await r.json());
const p=r?await r.json().catch(()=>({})):{};$("error").textContent=(p.errors&&p.errors[0]&&p.errors[0].message)||[p.title,p.detail].filter(Boolean).join("，")||"网络不通，请再试一次";
$("error").hidden=false;$("error").scrollIntoView({block:"center"});if(p.code==="slot_taken")times()}
let at=null,asked=0;const press=(list,one)=>list.querySelectorAll("button").forEach((b)=>b.setAttribute("aria-pressed",String(b===one)));
async function times(){at=null;const mine=++asked,box=$("times"),day=document.querySelector("#days [aria-pressed=true]");if(!day||!slotsAt())return;$("none").hidden=true;
const r=await fetch(slotsAt()+"day="+day.dataset.day).catch(()=>null);if(mine!==asked)return;const s=r&&r.ok?await r.json():null;
$("none").textContent=!s?"网络不通，请再试一次":!s.hoursKnown?"本店还没有公布营业时间，请联系导购预约":"这一天约满了或不营业，请选其他日子";$("none").hidden=Boolean(s&&s.items.length);
box.replaceChildren(...(s?s.items:[]).map((t)=>{const b=document.createElement("button");b.type="button";b.className="chip";b.textContent=t.time;b.setAttribute("aria-pressed","false");
b.onclick=()=>{at=t.startsAt;press(box,b)};return b}))}
document.querySelectorAll("#days button").forEach((b)=>{b.onclick=()=>{press($("days"),b);times()}});`;

/** The page around: brand, store, styles, script. */
export function frame(view: Frame, title: string, storeName: string, body: string, script: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${html(title)}</title>
<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><style nonce="${view.nonce}">${style(view.colour)}</style></head>
<body><main>${view.brand === "" ? "" : `<p class="brand">${html(view.brand)}</p>`}<p class="store">${html(storeName)}</p>${body}</main>
<script nonce="${view.nonce}">${helpers}${script}</script></body></html>`;
}

/** Buttons for the coming days, the first one pressed. */
export function dayChips(days: readonly string[]): string {
  const names = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
  const chips = days.map((day, index) => {
    const [, month, date] = day.split("-").map(Number);
    const name = index === 0 ? "今天" : names[new Date(`${day}T00:00:00Z`).getUTCDay()];
    return `<button type="button" class="chip" data-day="${day}" aria-pressed="${index === 0}">${name}<br>${month}/${date}</button>`;
  });
  return `<div id="days" class="days" role="group" aria-label="日期">${chips.join("")}</div><div id="times" class="times" role="group" aria-label="时间"></div><p id="none" class="small" role="status" hidden></p>`;
}

export const errorLine = `<p id="error" class="error" role="alert" hidden></p>`;
