/** How a call ended, in a guide's words. */
export const callResults = {
  reached: "接通了，愿意加",
  no_answer: "没接通",
  refused: "不愿意",
  wrong_number: "空号或不是本人",
} as const;
export type CallResult = keyof typeof callResults;

/** What became of a person on a list. */
export const personStatuses = [
  "accepted",
  "friend",
  "with_colleague",
  "erased",
  "wrong_number",
  "refused",
  "no_consent",
  "sent",
  "unanswered",
  "called",
  "waiting",
] as const;
export type PersonStatus = (typeof personStatuses)[number];

/** Whom there is still something to do for. */
export const openStatuses: readonly PersonStatus[] = ["waiting", "called"];
/** Whom a request may be sent to. */
export const askableStatuses: readonly PersonStatus[] = ["waiting", "called", "unanswered"];

export const leftOutReasons = ["no_phone", "friend", "no_consent", "on_another_list", "no_guide"] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

export const codesOf = <Vocabulary extends object>(vocabulary: Vocabulary) =>
  Object.keys(vocabulary) as [keyof Vocabulary & string, ...(keyof Vocabulary & string)[]];
