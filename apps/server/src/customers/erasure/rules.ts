/** How a request reached the brand. */
export const receivedVias = ["store", "phone", "wecom", "mini_program", "email", "letter", "regulator"] as const;
export type ReceivedVia = (typeof receivedVias)[number];

export const erasureStatuses = ["requested", "approved", "rejected", "executed"] as const;
export type ErasureStatus = (typeof erasureStatuses)[number];

/** Days until the person must have an answer: GB/T 35273—2020 (个人信息安全规范) 8.7 allows thirty. */
export const answerWithinDays = 30;

/** What must be typed before a person's data is gone for good. */
export function confirmationFor(memberNo: number): string {
  return `永久删除 ${memberNo}`;
}
