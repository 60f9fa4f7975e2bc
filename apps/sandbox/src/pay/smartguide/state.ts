/** A member of staff whose card is shown to payers: 支付即服务. */
export interface Guide {
  readonly guideId: string;
  readonly corpId: string;
  readonly storeId: number;
  readonly userid: string;
  readonly name: string;
  readonly mobile: string;
  readonly qrCode: string;
  readonly avatar: string;
  readonly groupQrCode: string | undefined;
}

export interface SmartguideState {
  readonly guides: Map<string, Guide>;
  /** guide_id by out_trade_no. */
  readonly assigned: Map<string, string>;
}

export function noSmartguide(): SmartguideState {
  return { guides: new Map(), assigned: new Map() };
}
