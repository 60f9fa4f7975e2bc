/** One of the platform's public forms, with the keywords to choose from. */
export interface PublicTemplate {
  readonly tid: string;
  readonly title: string;
  readonly keywords: readonly {
    readonly kid: number;
    readonly name: string;
    readonly rule: string;
    readonly example: string;
  }[];
}

const word = (kid: number, name: string, rule: string, example: string) => ({ kid, name, rule, example });

/** A small public library, as a retailer's service category would offer. */
export const PUBLIC_TEMPLATES: readonly PublicTemplate[] = [
  {
    tid: "1001",
    title: "积分变动通知",
    keywords: [
      word(1, "变动积分", "number", "100"),
      word(2, "变动原因", "thing", "门店消费"),
      word(3, "剩余积分", "number", "1280"),
      word(4, "变动时间", "time", "2026年3月10日 10:00"),
    ],
  },
  {
    tid: "1002",
    title: "优惠券到期提醒",
    keywords: [
      word(1, "券名称", "thing", "满100减20"),
      word(2, "到期时间", "time", "2026年3月12日 23:59"),
      word(3, "温馨提示", "thing", "请在到期前使用"),
    ],
  },
  {
    tid: "1003",
    title: "活动开始提醒",
    keywords: [
      word(1, "活动名称", "thing", "春季会员日"),
      word(2, "开始时间", "time", "2026年3月15日 09:00"),
      word(3, "活动地点", "thing", "全国门店"),
    ],
  },
  {
    tid: "1004",
    title: "订单发货通知",
    keywords: [
      word(1, "订单编号", "character_string", "SO20260310001"),
      word(2, "快递公司", "thing", "顺丰速运"),
      word(3, "快递单号", "character_string", "SF1234567890"),
      word(4, "订单金额", "amount", "￥199.00"),
    ],
  },
  {
    tid: "1005",
    title: "直播开播提醒",
    keywords: [
      word(1, "直播主题", "thing", "新品首发"),
      word(2, "开播时间", "time", "2026年3月15日 20:00"),
      word(3, "主播昵称", "name", "小飞"),
    ],
  },
  {
    tid: "1006",
    title: "预约到店提醒",
    keywords: [
      word(1, "门店名称", "thing", "南京路店"),
      word(2, "预约时间", "time", "2026年3月11日 15:00"),
      word(3, "联系电话", "phone_number", "021-12345678"),
      word(4, "预约状态", "phrase", "已确认"),
    ],
  },
];
