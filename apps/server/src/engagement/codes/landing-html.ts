import { html } from "../../kernel/http/html.ts";

/** JSON inside a script element. */
const json = (value: unknown) => JSON.stringify(value).replace(/</g, "\\u003c");

export interface LandingView {
  readonly brand: string;
  readonly headline: string;
  readonly benefit: string;
  readonly colour: string;
  readonly nonce: string;
  readonly slug: string;
  /** Of a place the store is chosen first. */
  readonly asksPlace: boolean;
}

const style = (colour: string) => `
*{box-sizing:border-box;margin:0}body{font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif;background:#f4f5f7;color:#1d2129;min-height:100vh}
main{max-width:480px;margin:0 auto;padding:24px 16px 48px}header{text-align:center;padding:20px 0 16px}
h1{font-size:22px;line-height:1.4}header p{color:#4e5969;margin-top:4px}.brand{color:${colour};font-weight:600;margin-bottom:8px}
.card{background:#fff;border-radius:14px;padding:20px;margin-top:14px;text-align:center}
.qr{width:240px;height:240px;max-width:100%;display:block;margin:12px auto;border-radius:8px;background:#fafafa}
.hint{font-weight:600}.small{font-size:14px;color:#4e5969}
button,select{font:inherit;width:100%;min-height:48px;border-radius:10px;border:1px solid #c9cdd4;background:#fff;color:#1d2129;margin-top:12px;padding:0 12px}
button.main{background:${colour};border-color:${colour};color:#fff;font-weight:600}button:disabled{opacity:.6}
ul{list-style:none;padding:0;text-align:left}li button{min-height:64px;text-align:left;padding:10px 12px;display:flex;justify-content:space-between;gap:12px}
li b{display:block}li span{font-size:14px;color:#4e5969;white-space:nowrap}li small{font-size:14px;color:#4e5969;display:block;white-space:normal}
.error{color:#a8071a;margin-top:12px}[hidden]{display:none}a{color:${colour}}`;

/** Runs in the visitor's browser: asks for the place, lists stores, shows the code. No library: it opens on any phone at once. */
const script = (view: LandingView) => `
const slug=${json(view.slug)},asksPlace=${json(view.asksPlace)},$=id=>document.getElementById(id);
const show=(...ids)=>["ask","list","result","wait"].forEach(id=>$(id).hidden=!ids.includes(id));
const fail=t=>{$("error").textContent=t;$("error").hidden=!t};
async function ask(path,body){fail("");const r=await fetch("/api/v1/code-pages/"+slug+path,{method:"POST",headers:{"content-type":"application/json"},body:JSON.stringify(body)});
const a=await r.json().catch(()=>({}));if(!r.ok)throw new Error([a.title,a.detail].filter(Boolean).join("，")||"网络不稳定，请重试");return a}
const far=m=>m<1000?m+" 米":(m/1000).toFixed(1)+" 公里";
function draw(a){show("result");const box=$("shown"),none=$("nothing");box.hidden=!a.shown;none.hidden=!!a.shown;$("again").hidden=!asksPlace;
if(!a.shown){none.textContent=a.nothing;return}
const s=a.shown;$("who").textContent=[s.storeName,s.guideName].filter(Boolean).join(" · ");$("hint").textContent=s.kind==="group"?"长按识别二维码，加入门店群":"长按识别二维码，添加专属导购";
$("qr").src=s.qrUrl;$("open").href=s.qrUrl;$("own").hidden=s.by!=="own"}
async function choose(storeNo,by,metres){show("wait");try{draw(await ask("/show",{storeNo,by,metres}))}catch(e){fail(e.message);show(asksPlace?"ask":"result")}}
function list(a){show("list");const ul=$("stores");ul.textContent="";
for(const s of a.stores){const li=document.createElement("li"),b=document.createElement("button"),l=document.createElement("div"),r=document.createElement("span");
const n=document.createElement("b");n.textContent=s.name;const d=document.createElement("small");d.textContent=[s.address,s.hours&&"营业 "+s.hours].filter(Boolean).join(" · ");l.append(n,d);
r.textContent=[s.metres===null?"":far(s.metres),s.isOpen===false?"休息中":"",s.receives?"":"暂不接待"].filter(Boolean).join(" · ");
b.append(l,r);b.disabled=!s.receives;b.onclick=()=>choose(s.storeNo,"picked",s.metres);li.append(b);ul.append(li)}
if(!a.stores.length)fail("附近没有可以接待的门店，请按城市选择")}
async function cities(){try{const a=await ask("/stores",{});const s=$("city");s.length=1;for(const c of a.cities){const o=document.createElement("option");o.value=c.city;o.textContent=c.city+"（"+c.stores+" 家店）";s.append(o)}}catch(e){fail(e.message)}}
async function near(p){try{const a=await ask("/stores",{latitude:p.coords.latitude,longitude:p.coords.longitude,datum:"wgs84"});const first=a.stores.find(s=>s.receives&&s.isOpen!==false);
if(first)await choose(first.storeNo,"nearest",first.metres);else list(a);last=a}catch(e){fail(e.message);show("ask")}}
let last=null;
function locate(){if(!navigator.geolocation){refused();return}show("wait");navigator.geolocation.getCurrentPosition(near,refused,{timeout:8000,maximumAge:60000})}
function refused(){show("ask");fail("没有拿到位置，请选择城市和门店");$("city").focus()}
$("locate").onclick=locate;
$("city").onchange=async e=>{if(!e.target.value)return;show("wait");try{last=await ask("/stores",{city:e.target.value});list(last)}catch(x){fail(x.message);show("ask")}};
$("again").onclick=()=>{fail("");if(last)list(last);else show("ask")};$("back").onclick=()=>{fail("");show("ask")};
$("qr").onerror=()=>{$("qr").hidden=true;$("open").hidden=false};
async function start(){try{const a=await ask("/show",{});if(a.shown||!asksPlace)draw(a);else show("ask")}catch(e){fail(e.message);show(asksPlace?"ask":"result")}}
start();if(asksPlace)cities();`;

/** The page behind a code, for WeChat's web view. */
export function landingHtml(view: LandingView): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${html(view.headline)}</title><meta name="referrer" content="no-referrer"><style nonce="${view.nonce}">${style(view.colour)}</style></head><body><main>
<header>${view.brand ? `<p class="brand">${html(view.brand)}</p>` : ""}<h1>${html(view.headline)}</h1><p>${html(view.benefit)}</p></header>
<p id="error" class="error" role="alert" hidden></p>
<section id="wait" class="card" aria-live="polite">正在为你准备…</section>
<section id="ask" class="card" hidden><p class="hint">找到离你最近的门店</p><p class="small">位置只用来找门店，不会保存</p>
<button class="main" id="locate">使用我的位置</button><select id="city" aria-label="选择城市"><option value="">或者选择城市</option></select></section>
<section id="list" class="card" hidden><p class="hint">选择门店</p><ul id="stores"></ul><button id="back">换个城市</button></section>
<section id="result" class="card" hidden><div id="shown"><p id="who" class="hint"></p><p id="own" class="small" hidden>这是一直为你服务的门店与导购</p>
<img id="qr" class="qr" alt="二维码，长按识别"><p><a id="open" hidden>二维码没有显示出来？点这里打开</a></p><p id="hint"></p></div><p id="nothing"></p><button id="again" hidden>换一家门店</button></section>
</main><script nonce="${view.nonce}">${script(view)}</script></body></html>`;
}

/** What stands where no code is, or no more. */
export const goneHtml = (): string => sayHtml("二维码已失效", "这个二维码已停用", "请向门店工作人员索取新的二维码");

/** What stands where a code rests. */
export const pausedHtml = (): string =>
  sayHtml("二维码暂停使用", "这个二维码暂停使用", "请稍后再来，或询问门店工作人员");

function sayHtml(title: string, what: string, todo: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title></head>
<body style="font:16px/1.6 sans-serif;text-align:center;padding:25vh 24px 0"><h1 style="font-size:20px">${what}</h1><p>${todo}</p></body></html>`;
}
