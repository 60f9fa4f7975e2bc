/** A parametric code: wechat-api.md §1.10. */
export interface QrCode {
  readonly ticket: string;
  /** What the picture holds: `http://weixin.qq.com/q/…`. */
  readonly url: string;
  readonly sceneId: number | undefined;
  readonly sceneStr: string | undefined;
  /** Virtual seconds; undefined: permanent. */
  readonly expiresAt: number | undefined;
}

export interface QrCodesState {
  readonly byTicket: Map<string, QrCode>;
  /** Ticket by the picture's content. */
  readonly byUrl: Map<string, string>;
  /** Ticket of a permanent code by its scene: asked again, the same code is answered. */
  readonly permanent: Map<string, string>;
  readonly shortKeys: Map<string, { readonly data: string; readonly createdAt: number; readonly expiresAt: number }>;
}

export function noQrCodes(): QrCodesState {
  return { byTicket: new Map(), byUrl: new Map(), permanent: new Map(), shortKeys: new Map() };
}
