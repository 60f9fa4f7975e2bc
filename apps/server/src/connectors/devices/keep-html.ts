import { html } from "../../kernel/http/html.ts";
import type { SessionShown } from "./sessions.ts";

export interface KeepView {
  readonly brand: string;
  readonly colour: string;
  readonly nonce: string;
}

const style = (colour: string) => `*{box-sizing:border-box;margin:0}
body{font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif;background:#f4f5f7;color:#1d2129;min-height:100vh}
main{max-width:480px;margin:0 auto;padding:32px 16px}.brand{color:${colour};font-weight:600;text-align:center}.store{color:#4e5969;font-size:14px;text-align:center}
.card{background:#fff;border-radius:14px;padding:24px 20px;margin-top:16px}h1{font-size:22px;line-height:1.4}p{margin-top:8px}ul{margin-top:12px;padding-left:20px}
.small{font-size:14px;color:#4e5969}button:focus-visible{outline:3px solid ${colour}66;outline-offset:1px}
button{display:block;width:100%;font:inherit;font-weight:600;border-radius:10px;padding:12px;margin-top:20px;border:1px solid ${colour};background:${colour};color:#fff}
button:disabled{opacity:.6}.error{color:#b42318;font-size:14px}[hidden]{display:none!important}`;

function page({ brand, colour, nonce }: KeepView, title: string, inner: string, script = ""): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${html(title)}</title>
<meta name="referrer" content="no-referrer"><style nonce="${nonce}">${style(colour)}</style></head>
<body><main>${brand === "" ? "" : `<p class="brand">${html(brand)}</p>`}${inner}</main>${script && `<script nonce="${nonce}">${script}</script>`}</body></html>`;
}

/** A page that only says something. */
export function saysHtml(view: KeepView, title: string, says: string): string {
  return page(view, title, `<section class="card"><h1>${html(title)}</h1><p>${html(says)}</p></section>`);
}

const script = (version: number) => `const $=(id)=>document.getElementById(id);
$("keep").addEventListener("click",async()=>{const b=$("keep");b.disabled=true;$("error").hidden=true;
const r=await fetch(location.pathname,{method:"POST",headers:{"content-type":"application/json"},body:JSON.stringify({consentVersion:${version}})}).catch(()=>null);
if(r&&r.ok){$("ask").hidden=true;$("done").hidden=false;$("done").focus();return}
b.disabled=false;const p=r?await r.json().catch(()=>({})):{};$("error").textContent=(p.errors&&p.errors[0]&&p.errors[0].message)||[p.title,p.detail].filter(Boolean).join("：")||"网络不通，请再试一次";$("error").hidden=false});`;

const goodsOf = ({ goods }: SessionShown) =>
  goods.length === 0 ? "" : `<ul>${goods.map((name) => `<li>${html(name)}</li>`).join("")}</ul>`;

const doneHtml = (isHidden: boolean) =>
  `<section id="done" class="card" tabindex="-1" role="status"${isHidden ? " hidden" : ""}><h1>已保存到你的会员资料</h1><p>接下来在这台设备上试的也会一起保存。导购会按你的喜好为你推荐。</p></section>`;

/** What the code on a screen keeps, what the customer agrees to, and the one button. */
export function keepHtml(view: KeepView, shown: SessionShown, isKept: boolean): string {
  const place = `<p class="store">${html(shown.storeName)} · ${html(shown.deviceName)}</p>`;
  if (isKept) return page(view, "已保存", `${place}${doneHtml(false)}`);
  const ask = `<section id="ask" class="card"><h1>保存这次在店体验</h1>${goodsOf(shown)}<p class="small">${html(shown.consent)}</p>
<p id="error" class="error" role="alert" hidden></p><button id="keep">同意并保存</button><p class="small">不保存也可以直接关闭，这次体验不会记到你名下。</p></section>`;
  return page(view, "保存这次在店体验", `${place}${ask}${doneHtml(true)}`, script(shown.consentVersion));
}
