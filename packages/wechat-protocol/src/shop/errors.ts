import type { ErrorRow } from "../wire-error.ts";

/** WeChat shop: wechat-api.md §5. */
export const SHOP_ERRORS: readonly ErrorRow[] = [
  [1, "never", "invalid parameters", "请求参数不合法", "检查查询日期与账号"],
  [5, "never", "date too early", "查询日期过早", "直播数据从 2024-01-01 起"],
  [10_020_003, "never", "invalid openid", "openid 不合法", "核对用户是否属于该小店"],
  [10_020_052, "never", "object does not exist", "订单、商品或售后单不存在", "核对单号，并确认它属于这个小店"],
  [10_020_004, "never", "bad time range", "时间范围不合法", "售后按 24 小时以内的时间段查询"],
  [10_021_001, "never", "bad coupon status", "优惠券状态不合法", "选择有效的优惠券状态"],
  [10_021_036, "never", "page jump too large", "翻页跨度过大", "逐页查询，每次不超过 10 页"],
  [10_024_000, "never", "commission parameters invalid", "佣金设置不合法", "佣金比例请在 10%–100% 之间"],
  [10_070_000, "never", "bad wechat id", "微信号不正确", "核对微信号"],
  [10_070_001, "never", "sharer already bound", "已绑定为分享员", "无需重复绑定"],
  [
    10_070_002,
    "never",
    "ordinary sharers at the limit of 10",
    "普通分享员已达 10 人上限",
    "先解绑部分分享员（绑定 1 天后可解绑）",
  ],
  [10_070_005, "never", "already a shop sharer", "已是店铺分享员", "无需重复绑定"],
  [10_070_006, "never", "sharer parameters invalid", "分享员参数不合法", "检查填写的内容"],
  [10_070_007, "never", "the person is a clerk", "该用户是店员", "店员不需要绑定为分享员"],
  [10_071_003, "never", "commission parameters invalid", "佣金设置不合法", "佣金比例请在 10%–100% 之间"],
  [10_071_029, "never", "promoter not bound", "推客没有绑定", "请推客先完成绑定"],
  [10_080_002, "never", "the shop's channel is a talent account", "小店的视频号是带货达人账号", "更换小店关联的视频号"],
  [10_100_001, "after_wait", "member system error", "小店会员系统错误", "稍后再试"],
  [10_100_002, "never", "member parameters invalid", "小店会员查询参数不合法", "检查查询条件"],
  [10_100_003, "never", "member not found", "小店会员不存在", "确认用户已加入小店会员"],
];
