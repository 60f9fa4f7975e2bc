/** Cash for one person. Sent again it must be the same to the letter. */
export interface PacketOrder {
  readonly merchantId: string;
  /** Its number at the platform: letters and digits. */
  readonly packetNo: string;
  readonly appId: string;
  readonly openid: string;
  readonly amountFen: number;
  readonly sceneId: string;
  readonly campaign: string;
  readonly reward: string;
  readonly remark: string;
}

/** What a platform says of a packet. */
export interface PacketTold {
  readonly merchantId: string;
  readonly packetNo: string;
  /** working: neither taken nor gone back yet. */
  readonly state: "waiting" | "working" | "paid" | "lapsed";
  readonly billNo: string;
  /** What the mini program hands to wx.requestMerchantTransfer; told once only. */
  readonly package: string | null;
  readonly reason: string | null;
}

/** Who pays packets out; a connector implements it. Every call throws `PaymentRefused` and is bounded in time. */
export interface PacketPayer {
  send(order: PacketOrder): Promise<PacketTold>;
  /** Undefined: the platform knows no such packet. */
  ask(packet: { readonly merchantId: string; readonly packetNo: string }): Promise<PacketTold | undefined>;
}
