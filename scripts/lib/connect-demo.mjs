// Connects the demo brand to the sandbox, once: the sandbox's company gets the product's stores and staff, and the product gets the
// company as its account. Everything goes through the two programs' own doors; neither knows the other.
const WAIT_MS = 1000;
const BATCH = 500;
/** The embedded engines and the demo's load come first. */
const TRIES = 900;

/** Waits for the product, and connects it if it shows the demo brand and has no account yet. */
export async function connectDemo(env, sandbox) {
  const port = env.FEILUN_PORT || "8600";
  if (port === "0") return;
  const product = `http://127.0.0.1:${port}`;
  // Something else answers there already: not ours to touch.
  if (await instanceOf(product)) return;
  const instance = await waitFor(product);
  const world = await ask(`${sandbox.control}/world`);
  if (!instance?.demo || world.accounts > 0) return;
  const api = await signIn(product, instance.demo.accounts);
  const accounts = await api("GET", "/wechat/accounts");
  if (accounts.items.length > 0) return;
  const act = (name, input) => ask(`${sandbox.control}/actions/${name}`, "POST", input, { "x-sandbox": "start" });
  console.log("  正在把演示品牌的门店和员工写进沙箱的企业微信…");
  // Left from a start that was interrupted.
  const members = world.members > 0 ? world.members : await writeDirectory(api, act);
  await usePublicAddress(api, product);
  const corpId = await connectWecom(api, act, product, sandbox.wecom);
  const appids = await connectWeixin(api, act, product, sandbox.weixin, instance.name);
  const merchant = await connectPay(api, act, sandbox.pay, instance.name, appids);
  await openMall(api, product, sandbox.control, merchant).catch((error) =>
    console.error(`  沙箱的商城没有接上：${error.message}`),
  );
  await connectShop(api, act, product, sandbox.weixin, instance.name);
  await api("POST", "/wecom/sync-runs", { corpId, kind: "full" });
  console.log(`  已接上：沙箱的企业微信里有 ${members} 名员工，通讯录正在同步。打开 ${sandbox.control} 拿起手机`);
}

async function waitFor(product) {
  for (let tries = 0; tries < TRIES; tries++) {
    const instance = await instanceOf(product);
    if (instance) return instance;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS).unref());
  }
  return undefined;
}

const instanceOf = (product) => ask(`${product}/api/v1/instance`).catch(() => undefined);

/** A caller of the product's API as the first demo account that may connect accounts. */
async function signIn(product, accounts) {
  for (const { login, password } of accounts) {
    const response = await fetch(`${product}/api/v1/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login, password }),
    });
    if (!response.ok) continue;
    const cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; ");
    const api = (method, path, body) => ask(`${product}/api/v1${path}`, method, body, { cookie });
    const { permissions } = await api("GET", "/me");
    if (permissions.includes("connection.write")) return api;
  }
  throw new Error("演示账号里没有能连接微信账号的");
}

/** Departments as the organisation's tree, members as its staff: the staff code is the userid. Returns how many members. */
async function writeDirectory(api, act) {
  const { items: units } = await api("GET", "/organization/units?withStores=true");
  const open = units.filter(({ closed }) => !closed);
  const times = new Map();
  for (const { name } of open) times.set(name, (times.get(name) ?? 0) + 1);
  const ids = new Map(open.map((unit, at) => [unit.id, unit.parentId === null ? 1 : at + 2]));
  const departments = open
    .filter(({ parentId }) => parentId !== null)
    .map(({ id, parentId, name, code }) => ({
      id: ids.get(id),
      parentId: ids.get(parentId) ?? 1,
      name: times.get(name) > 1 ? `${name}（${code}）` : name,
    }));
  for (let at = 0; at < departments.length; at += BATCH)
    await act("wecom.import_directory", { departments: departments.slice(at, at + BATCH), members: [] });
  let members = 0;
  let cursor;
  do {
    const page = await api(
      "GET",
      `/staff?status=active&limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`,
    );
    const batch = page.items.map((person) => memberOf(person, ids));
    await act("wecom.import_directory", { departments: [], members: batch });
    members += batch.length;
    cursor = page.nextCursor;
  } while (cursor);
  return members;
}

function memberOf({ code, name, posts }, ids) {
  const departments = [...new Set(posts.map(({ unitId }) => ids.get(unitId) ?? 1))];
  return {
    userid: code,
    name,
    position: posts[0]?.roleName ?? "",
    departments: departments.length > 0 ? departments : [1],
  };
}

/** Where links and callbacks lead, unless somebody said it already. */
async function usePublicAddress(api, product) {
  const { url, version } = await api("GET", "/settings/public-address");
  if (url === "") await api("PUT", "/settings/public-address", { url: product, version });
}

async function connectWecom(api, act, product, baseUrl) {
  const pages = { authorizeUrl: `${baseUrl}/connect/oauth2/authorize`, scanUrl: `${baseUrl}/wwlogin/sso/login` };
  const kinds = [
    { purpose: "app", kind: "self_built", name: "飞轮（沙箱）" },
    { purpose: "contact_sync", kind: "contact_sync", name: "通讯录同步（沙箱）" },
  ];
  let corp;
  for (const { purpose, kind, name } of kinds) {
    const { corpId, agentId, secret } = await act("wecom.create_app", {
      name,
      kind,
      customerContact: purpose === "app",
    });
    const account = await api("POST", "/wechat/accounts", {
      ...{ platform: "wecom", accountId: corpId, purpose, name, baseUrl, secrets: { secret } },
      ...(purpose === "app" && { agentId, ...pages }),
    });
    const keys = await callbackKeys(api, account);
    const callback = { url: `${product}${account.callbackPath}`, ...keys };
    await act("wecom.configure_app", { agentId, callback });
    corp = corpId;
  }
  return corp;
}

/** The brand's official account and mini program. Answers their appids. */
async function connectWeixin(api, act, product, baseUrl, brand) {
  const appids = [];
  const kinds = [
    { platform: "official_account", add: "weixin.add_official_account", name: `${brand}服务号` },
    { platform: "mini_program", add: "weixin.add_mini_program", name: `${brand}商城` },
  ];
  for (const { platform, add, name } of kinds) {
    const { appid, secret } = await act(add, { name });
    appids.push(appid);
    const account = await api("POST", "/wechat/accounts", {
      ...{ platform, accountId: appid, name, baseUrl, secrets: { secret } },
      ...(platform === "official_account" && { authorizeUrl: `${baseUrl}/connect/oauth2/authorize` }),
    });
    if (platform === "mini_program")
      await api("PUT", `/mini-program/matrix/${account.id}/role`, { role: "mall", version: 0 });
    const keys = await callbackKeys(api, account);
    await act("weixin.set_callback", { appid, url: `${product}${account.callbackPath}`, ...keys }).catch((error) =>
      console.error(`  ${name} 的消息推送没有接上：${error.message}`),
    );
  }
  return appids;
}

/** The brand's WeChat Pay merchant, bound to its account and mini program. Where a payment is told is said with each order. Answers its account. */
async function connectPay(api, act, baseUrl, brand, appids) {
  const name = `${brand}微信支付`;
  const merchant = await act("pay.add_merchant", { name: brand, appids });
  const account = await api("POST", "/wechat/accounts", {
    ...{ platform: "wechat_pay", accountId: merchant.mchid, name, baseUrl },
    secrets: {
      secret: merchant.apiV3Key,
      merchantKey: merchant.privateKey,
      merchantSerial: merchant.serialNo,
      merchantCertificate: merchant.certificate,
      platformKey: merchant.platformPublicKey,
      platformSerial: merchant.platformSerial,
    },
  });
  return account.id;
}

/**
 * The server behind the mini program, which the crowd buys from: it takes payments and gives them back through the product's API. The merchant
 * takes the money of the whole chain.
 */
async function openMall(api, product, control, merchant) {
  const unitId = await headquarters(api);
  await api("PUT", `/wechat-pay/merchants/${merchant}`, { unitId, version: 0 });
  const permissions = ["payment.take", "payment.refund"];
  const key = await api("POST", "/api-keys", { name: "沙箱商城（模拟顾客下单）", permissions, unitId });
  const { items } = await api("GET", "/products?limit=8");
  const headers = { authorization: `Bearer ${key.key}` };
  const payments = `${product}/api/v1/payments`;
  const line = { sku: "{sku}", name: "{description}", quantity: "{quantity}", amountFen: "{amount}" };
  const order = {
    orderCode: "{number}",
    way: "jsapi",
    appId: "{appid}",
    openid: "{openid}",
    description: "{description}",
  };
  const mall = {
    order: { url: payments, headers, body: { ...order, lines: [line] } },
    refund: {
      url: `${payments}/{paymentId}/refunds`,
      headers,
      body: { requestKey: "{number}", amountFen: "{amount}", reason: "不想要了" },
    },
    keep: { outTradeNo: "payment.tradeNo", paymentId: "payment.id" },
    ...(items.length > 0 && {
      goods: items.map(({ sku, name }, at) => ({ sku, name: name.slice(0, 60), fen: 1990 + at * 2000 })),
    }),
  };
  await ask(`${control}/crowd`, "POST", { mall }, { "x-sandbox": "start" });
}

/** The top of the organisation. */
async function headquarters(api) {
  const { items } = await api("GET", "/organization/units");
  return items.find(({ parentId }) => parentId === null).id;
}

/** The brand's WeChat shop, with a month of orders behind it, a gift, a member, and somebody on the staff who shares. */
async function connectShop(api, act, product, baseUrl, brand) {
  const name = `${brand}微信小店`;
  const { appid, secret } = await act("weixin.add_shop", { name });
  const shop = (action, input) => act(`shop.${action}`, { appid, ...input });
  const { items: goods } = await api("GET", "/products?limit=8");
  let first;
  for (const { sku, name: title } of goods) {
    const { productId } = await shop("add_product", {
      title: title.slice(0, 60),
      price: 9900,
      stock: 5000,
      skuCode: sku,
    });
    first ??= productId;
  }
  if (!first) return;
  await shop("history", { orders: 240, buyers: 80, days: 30 });
  const account = await api("POST", "/wechat/accounts", {
    ...{ platform: "wechat_shop", accountId: appid, name, baseUrl, secrets: { secret } },
  });
  const keys = await callbackKeys(api, account);
  await act("weixin.set_callback", { appid, url: `${product}${account.callbackPath}`, format: "json", ...keys }).catch(
    (error) => console.error(`  ${name} 的消息推送没有接上：${error.message}`),
  );
  const person = async (nickname, phone) => (await act("people.add", { nickname, phone })).id;
  const [giver, receiver] = [await person("送礼的小林", "13800007701"), await person("收礼的阿秋", "13800007702")];
  await shop("become_sharer", { person: giver });
  await shop("buy", { person: receiver, product: first, sharer: { person: giver } });
  await shop("join_membership", { person: receiver });
  const { giftId } = await shop("gift", { person: giver, product: first, note: "生日快乐" });
  await shop("accept_gift", { person: receiver, gift: giftId });
  await api("POST", "/wechat-shop/sync-runs", { accountId: account.id, kind: "full", days: 60 });
}

async function callbackKeys(api, { id, version }) {
  const { token, encodingAesKey } = await api("POST", `/wechat/accounts/${id}/callback-keys`, { version });
  return { token, encodingAesKey };
}

async function ask(url, method = "GET", body = undefined, headers = {}) {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const answer = response.status === 204 ? {} : await response.json();
  if (response.ok) return answer;
  const problems = answer.errors?.map(({ path, message }) => `${path} ${message}`).join("；");
  throw new Error(`${new URL(url).pathname} ${problems || answer.title || answer.error || response.status}`);
}
