import { html } from "../../kernel/http/html.ts";
import type { SceneKindCode } from "./vocabulary.ts";

export interface SceneView {
  readonly brand: string;
  readonly colour: string;
  readonly nonce: string;
  readonly slug: string;
  readonly kind: SceneKindCode;
  readonly storeName: string;
  readonly title: string;
  readonly says: string;
  readonly linkLabel: string;
  readonly linkUrl: string;
  /** What scanning brings; null = nothing. */
  readonly reward: string | null;
}

const style = (colour: string) => `*{box-sizing:border-box;margin:0}
body{font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif;background:#f4f5f7;color:#1d2129;min-height:100vh}
main{max-width:480px;margin:0 auto;padding:32px 16px}.brand{color:${colour};font-weight:600;text-align:center}.store{color:#4e5969;font-size:14px;text-align:center}
.card{background:#fff;border-radius:14px;padding:24px 20px;margin-top:16px}h1{font-size:22px;line-height:1.4}p{margin-top:8px}.gift{color:${colour};font-weight:600}.small{font-size:14px;color:#4e5969}
label{display:block;font-weight:600;margin-top:16px}label:first-child{margin-top:0}input{width:100%;font:inherit;padding:11px 12px;margin-top:6px;border:1px solid #c9cdd4;border-radius:10px}
input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid ${colour}66;outline-offset:1px}
.main,.other{display:block;width:100%;font:inherit;font-weight:600;text-align:center;text-decoration:none;border-radius:10px;padding:12px;margin-top:20px;border:1px solid ${colour}}
.main{background:${colour};color:#fff}.other{background:#fff;color:${colour};margin-top:12px}.main:disabled{opacity:.6}.error{color:#b42318;font-size:14px}[hidden]{display:none!important}`;

/** What the missing-size page does: suggests products, sends the form once, and says what happens next. */
const script = (slug: string) => `const $=(id)=>document.getElementById(id),at="/api/v1/scan-pages/${slug}/";
let known=new Map(),timer;
$("product").addEventListener("input",()=>{clearTimeout(timer);const q=$("product").value.trim();if(q.length<2)return;timer=setTimeout(async()=>{
const r=await fetch(at+"products?q="+encodeURIComponent(q)).catch(()=>null);if(!r||!r.ok)return;const {items}=await r.json();known=new Map(items.map((p)=>[p.name,p.sku]));
$("names").replaceChildren(...items.map((p)=>{const o=document.createElement("option");o.value=p.name;return o}))},250)});
$("form").addEventListener("submit",async(e)=>{e.preventDefault();const b=$("send");b.disabled=true;$("error").hidden=true;
const product=$("product").value.trim(),phone=$("phone").value.trim();
const r=await fetch(at+"wants",{method:"POST",headers:{"content-type":"application/json"},body:JSON.stringify({product,sku:known.get(product)||null,size:$("size").value.trim(),phone:phone||null})}).catch(()=>null);
b.disabled=false;if(r&&r.ok){$("form").hidden=true;$("done").hidden=false;$("done").focus();return}
const p=r?await r.json().catch(()=>({})):{};$("error").textContent=(p.errors&&p.errors[0]&&p.errors[0].message)||p.detail||p.title||"网络不通，请再试一次";$("error").hidden=false});`;

const form = `<form id="form" class="card"><label for="product">想要的商品</label><input id="product" list="names" maxlength="60" required autocomplete="off" placeholder="商品名或吊牌上的货号">
<datalist id="names"></datalist><label for="size">尺码、颜色</label><input id="size" maxlength="20" placeholder="例如 175/92A 黑色"><label for="phone">手机号（选填）</label>
<input id="phone" inputmode="numeric" maxlength="11" pattern="1[0-9]{10}" autocomplete="tel" placeholder="只用来告诉你这次到货"><p id="error" class="error" role="alert" hidden></p>
<button id="send" class="main">帮我找</button></form>
<section id="done" class="card" tabindex="-1" role="status" hidden><h1>已交给本店导购</h1><p>其他门店或仓库有货会告诉你。加导购，回音来得更快。</p></section>`;

/** The page of a scene: what it is about, and the way on to the store's guide. */
export function sceneHtml(view: SceneView): string {
  const isMissing = view.kind === "missing";
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${html(view.title)}</title>
<meta name="referrer" content="no-referrer"><style nonce="${view.nonce}">${style(view.colour)}</style></head>
<body><main>${view.brand === "" ? "" : `<p class="brand">${html(view.brand)}</p>`}<p class="store">${html(view.storeName)}</p>
<section class="card"><h1>${html(view.title)}</h1>${view.says === "" ? "" : `<p>${html(view.says)}</p>`}${view.reward === null ? "" : `<p class="gift">${html(view.reward)}</p>`}</section>
${isMissing ? form : ""}<a class="${isMissing ? "other" : "main"}" href="/c/${view.slug}?on=1">联系本店导购</a>
${view.linkUrl === "" ? "" : `<a class="other" href="${html(view.linkUrl)}">${html(view.linkLabel)}</a>`}
</main>${isMissing ? `<script nonce="${view.nonce}">${script(view.slug)}</script>` : ""}</body></html>`;
}
