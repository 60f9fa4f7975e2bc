import { SHOP_ERRORS } from "../shop/errors.ts";
import { type ErrorRow, errorTable, unlistedError, type WireError } from "../wire-error.ts";

/** What the api.weixin.qq.com family shares: wechat-api.md §0.1, §1.1. */
const SHARED_ERRORS: readonly ErrorRow[] = [
  [-1, "safe", "system error", "微信服务繁忙", "系统会自动重试；持续出现请稍后再做"],
  [
    40001,
    "after_new_token",
    "invalid credential, access_token is invalid or not latest",
    "access_token 无效或不是最新的，或 AppSecret 不正确",
    "系统会换新 token 重试一次；仍失败请核对 AppSecret，并确认没有其他系统用旧接口刷新同一账号的 token",
  ],
  [40003, "never", "invalid openid", "openid 无效或不属于该账号", "核对用户来自哪个公众号或小程序"],
  [40007, "never", "invalid media_id", "素材无效或已过期（3 天）", "重新上传素材"],
  [40013, "never", "invalid appid", "AppID 不正确", "在公众平台“开发 > 基本配置”中核对 AppID"],
  [40014, "after_new_token", "invalid access_token", "access_token 无效", "系统会换新 token 重试一次"],
  [40029, "never", "invalid code", "登录或授权 code 无效、已过期（5 分钟）", "请用户重新打开页面"],
  [40032, "never", "invalid list length", "列表长度超过单次上限", "系统会分批处理；若出现在手工操作中，请减少数量"],
  [40125, "never", "invalid appsecret", "AppSecret 不正确", "在公众平台重新查看或重置 AppSecret 后填入连接设置"],
  [40163, "never", "code been used", "code 已被使用过", "请用户重新打开页面"],
  [
    40164,
    "never",
    "invalid ip, not in whitelist",
    "服务器 IP 不在白名单",
    "在公众平台“基本配置 > IP 白名单”中加入报错信息里的 IP",
  ],
  [40243, "never", "appsecret frozen", "AppSecret 已被冻结", "在公众平台解冻 AppSecret"],
  [41001, "after_new_token", "access_token missing", "请求没有带 access_token", "系统会取 token 后重试"],
  [41002, "never", "appid missing", "没有填写 AppID", "在连接设置中填写 AppID"],
  [41004, "never", "appsecret missing", "没有填写 AppSecret", "在连接设置中填写 AppSecret"],
  [42001, "after_new_token", "access_token expired", "access_token 已过期", "系统会换新 token 重试一次"],
  [44002, "never", "empty post data", "请求内容为空", "补全内容后再提交"],
  [
    45009,
    "after_wait",
    "reach max api daily quota limit",
    "接口当日调用次数已用完",
    "次日恢复；急用时可在公众平台清零（每月最多 10 次）",
  ],
  [45011, "after_wait", "api minute-quota reached, retry next minute", "接口调用过于频繁", "系统会在下一分钟自动继续"],
  [47001, "never", "data format error", "请求数据格式不正确", "请联系技术人员查看调用日志"],
  [48001, "never", "api unauthorized", "账号没有该接口的权限", "确认账号类型与认证状态，在公众平台开通对应能力"],
  [48004, "never", "api banned", "接口被封禁", "在公众平台查看封禁原因并申诉"],
  [50001, "never", "user not authorized for the api", "用户未授权该接口", "请用户重新授权"],
  [50002, "never", "user or account restricted", "用户或账号受限", "在公众平台查看限制原因"],
  [61007, "never", "api not authorized to component", "没有授权给第三方平台", "在公众平台重新授权并勾选所需权限"],
  [
    89503,
    "after_wait",
    "ip call needs admin confirmation",
    "此 IP 调用需要管理员确认",
    "请公众号管理员在微信中确认后重试",
  ],
  [
    89506,
    "never",
    "ip call refused by admin twice in 24 hours",
    "此 IP 调用被管理员多次拒绝，24 小时内不能再申请",
    "次日再申请，并请管理员确认",
  ],
  [
    89507,
    "after_wait",
    "ip call refused by admin, wait an hour",
    "此 IP 调用被管理员拒绝",
    "1 小时后重试，并请管理员确认",
  ],
];

/** Official account: wechat-api.md §1.5–§1.13. */
const OFFICIAL_ACCOUNT_ERRORS: readonly ErrorRow[] = [
  [40016, "never", "invalid button count", "菜单个数不合法", "一级菜单最多 3 个，每个子菜单最多 5 个"],
  [40017, "never", "invalid button type", "菜单类型不合法", "重新选择菜单动作"],
  [40018, "never", "invalid button name size", "菜单名称长度不合法", "一级菜单名 16 字节以内，子菜单 60 字节以内"],
  [40037, "never", "invalid template_id", "模板 ID 不正确", "先同步模板，选择账号中存在的模板"],
  [43004, "never", "require subscribe", "用户没有关注公众号", "用户关注后才能发送"],
  [43101, "never", "user refuse to accept the msg", "用户拒绝接收，或没有剩余的订阅次数", "请用户重新订阅后再发送"],
  [
    45015,
    "never",
    "response out of time limit or subscription is canceled",
    "超出回复时限，或用户已取消关注",
    "客服消息只能在用户互动后的时限内发送，可改用模板消息",
  ],
  [45028, "after_wait", "has no masssend quota", "群发次数已用完", "下个周期再群发"],
  [45047, "after_wait", "out of response count limit", "客服消息条数超过上限", "等用户再次互动后再发送"],
  [45056, "never", "too many tags", "公众号标签超过 100 个", "删除不用的标签"],
  [
    45057,
    "never",
    "tag has too many followers to delete",
    "标签下粉丝超过 10 万，不能直接删除",
    "先减少标签下的粉丝再删除",
  ],
  [45058, "never", "reserved tag cannot be changed", "系统保留的标签不能修改", "选择其他标签"],
  [45059, "never", "too many tags on the user", "用户的标签超过 20 个", "先移除该用户的部分标签"],
  [45065, "never", "clientmsgid exist", "相同的群发任务 24 小时内已提交", "无需重复提交，请查看原任务结果"],
  [45066, "after_wait", "same clientmsgid retry too fast", "重复提交过快", "1 分钟后再试"],
  [45067, "never", "clientmsgid size out of limit", "群发任务编号过长", "请联系技术人员"],
  [45083, "never", "masssend speed out of range", "群发速度取值不合法", "群发速度请选 0–4"],
  [45084, "never", "masssend speed missing", "没有指定群发速度", "群发速度请选 0–4"],
  [45157, "never", "invalid tag name, duplicate", "公众号标签名重复", "换一个名称"],
  [45158, "never", "tag name too long", "公众号标签名过长", "标签名请在 30 个字以内"],
  [45159, "never", "invalid tag", "公众号标签不存在", "先同步标签再试"],
  [46003, "never", "menu no exist", "菜单不存在", "先创建默认菜单"],
  [47003, "never", "argument invalid", "模板数据不合法", "按报错里的字段检查模板内容的长度与格式"],
  [49003, "never", "openid not of this app", "openid 不属于该公众号", "核对用户来自哪个公众号"],
  [61500, "never", "date format error", "日期格式不正确", "请联系技术人员查看调用日志"],
  [61501, "never", "date range error", "日期范围不合法", "缩短查询的日期范围，截止日最晚为昨天"],
  [65301, "never", "no such conditional menu", "个性化菜单不存在", "刷新菜单列表后再试"],
  [65303, "never", "no default menu", "没有默认菜单", "先创建默认菜单再创建个性化菜单"],
  [65304, "never", "match rule empty", "个性化菜单没有匹配条件", "至少设置标签或客户端平台"],
  [65305, "never", "conditional menu count limit", "个性化菜单数量达到上限", "删除不用的个性化菜单"],
  [65306, "never", "account has no conditional menu right", "账号不支持个性化菜单", "认证账号后再使用"],
  [65307, "never", "conditional menu content empty", "个性化菜单内容为空", "至少添加一个菜单项"],
  [
    65308,
    "never",
    "conditional menu has a button without action",
    "个性化菜单有菜单项没有设置动作",
    "为每个菜单项设置动作",
  ],
  [65309, "never", "conditional menu disabled", "个性化菜单功能未开启", "在公众平台开启个性化菜单"],
  [
    65310,
    "never",
    "country needed beside province or city",
    "填写了省份或城市，国家不能为空",
    "地区条件已不再支持，改用标签或客户端平台作为条件",
  ],
  [
    65311,
    "never",
    "province needed beside city",
    "填写了城市，省份不能为空",
    "地区条件已不再支持，改用标签或客户端平台作为条件",
  ],
  [65312, "never", "invalid country", "国家信息不合法", "地区条件已不再支持，改用标签或客户端平台作为条件"],
  [65313, "never", "invalid province", "省份信息不合法", "地区条件已不再支持，改用标签或客户端平台作为条件"],
  [65314, "never", "invalid city", "城市信息不合法", "地区条件已不再支持，改用标签或客户端平台作为条件"],
  [65316, "never", "too many domains in conditional menus", "个性化菜单链接的域名超过 3 个", "减少链接的域名"],
  [65317, "never", "invalid url in conditional menu", "个性化菜单的链接不合法", "检查链接地址"],
  [65320, "never", "match rule no longer supported", "性别、地区、语言条件已不再支持", "改用标签或客户端平台作为条件"],
];

/** Mini program: wechat-api.md §2. */
const MINI_PROGRAM_ERRORS: readonly ErrorRow[] = [
  [40169, "never", "invalid scene length or json", "小程序码参数过长或格式不合法", "scene 最多 32 个可见字符"],
  [40226, "never", "high risk user blocked", "高风险用户，登录被拦截", "请用户稍后在微信中按提示验证"],
  [41030, "never", "invalid page", "小程序页面不存在或未发布", "先发布包含该页面的版本，路径开头不加 /"],
  [61010, "never", "code is expired, user session too old", "用户近期没有使用小程序", "请用户重新进入小程序后再试"],
  [87014, "never", "risky content", "内容含有违规信息", "修改内容后再提交"],
];

/** Every errcode of wechat-api.md for official accounts, mini programs and WeChat shops, by code. */
export const WEIXIN_ERRORS: ReadonlyMap<number, WireError> = errorTable([
  ...SHARED_ERRORS,
  ...OFFICIAL_ACCOUNT_ERRORS,
  ...MINI_PROGRAM_ERRORS,
  ...SHOP_ERRORS,
]);

/** What an errcode means and what to do; an unlisted code comes back with `known: false` and is never retried. */
export function weixinError(code: number): WireError {
  return WEIXIN_ERRORS.get(code) ?? unlistedError(code, "微信");
}
