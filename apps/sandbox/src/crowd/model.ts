/**
 * The behaviour model of the crowd. These are assumptions for trying and testing, chosen to give every part of a product
 * something to do within a few virtual days; they are not measurements of any market.
 *
 * A rate is a hazard: how often a day one person does this while it is possible for them, spread over the day by `HOUR_WEIGHT`.
 */
export const RATES = {
  /** Who follows no guide yet scans one of the company's codes in a shop. */
  scan: 0.3,
  /** Who removed a guide or was removed comes back and scans again. */
  scanAgain: 0.02,
  /** A customer in no group scans a group's code. */
  joinGroup: 0.12,
  /** A customer opens conversations that have something new. */
  open: 2,
  /** A customer writes to a guide. */
  write: 0.08,
  /** Someone in a group writes a line there. */
  speakInGroup: 0.05,
  /** A customer looks at moments. */
  seeMoments: 0.4,
  /** A customer gives a guide's card to a friend, who adds the guide. */
  share: 0.01,
  /** Someone leaves a group. */
  leaveGroup: 0.004,
  /** A customer removes a guide. */
  block: 0.003,
  /** Someone scans an official account's code and follows it. */
  followAccount: 0.06,
  unfollowAccount: 0.003,
  /** A follower presses a button of the account's menu. */
  pressMenu: 0.06,
  /** Someone opens the mini program. */
  openMiniProgram: 0.1,
  /** Someone orders in the mini program, where a mall stands behind it. */
  buy: 0.05,
  /** Someone who paid asks for their money back. */
  askRefund: 0.004,
} as const;

/** Chances at one occasion. */
export const CHANCES = {
  /** A link in an opened message is followed. */
  click: 0.12,
  /** A moment that is seen is liked, or commented on. */
  like: 0.08,
  comment: 0.02,
} as const;

/** At the cashier, hazards per day while it is open: most people pay within minutes, some go away. */
export const CASHIER_RATES = { pay: 200, goAway: 20 } as const;

/** What there is to buy; prices in fen. */
export const GOODS = [
  { sku: "MALL-001", name: "纯棉毛巾", fen: 1990 },
  { sku: "MALL-002", name: "保温杯", fen: 5900 },
  { sku: "MALL-003", name: "羊毛围巾", fen: 19_900 },
  { sku: "MALL-004", name: "洗衣凝珠", fen: 3990 },
  { sku: "MALL-005", name: "坚果礼盒", fen: 12_800 },
] as const;

/** What guides do when they work too: hazards per day and task, during the hours of `HOUR_WEIGHT`. */
export const GUIDE_RATES = {
  accept: 12,
  answer: 8,
  confirmMassMessage: 4,
  publishMoment: 4,
} as const;

/** By hour of the day at UTC+8; the mean is 1. */
export const HOUR_WEIGHT: readonly number[] = [
  0.1, 0.1, 0, 0, 0, 0, 0.2, 0.5, 0.8, 1.0, 1.4, 1.6, 1.8, 1.4, 1.1, 1.2, 1.3, 1.6, 1.9, 2.2, 2.1, 1.9, 1.2, 0.6,
];

/** A step of the crowd, virtual milliseconds. */
export const STEP_MS = 10 * 60_000;

/** What people write; which one is left to the dice. */
export const LINES = [
  "你好，在吗？",
  "这款还有货吗",
  "今天有什么活动？",
  "积分怎么用",
  "周末营业到几点？",
  "上次买的很好用",
  "能不能发到家里",
  "会员日是哪天",
] as const;

/** What guides answer. */
export const ANSWERS = ["在的，您请说", "有货的，欢迎到店看看", "今天会员有优惠哦", "好的，我帮您留着"] as const;

export const SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗";
export const GIVEN = "小明小红佳怡子涵雨欣浩然梓轩思远嘉宁晓燕志强丽娟建国静怡一诺欣妍宇航晨曦";
