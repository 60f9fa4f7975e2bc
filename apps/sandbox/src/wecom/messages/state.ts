/** One message of a welcome, a mass message or a moment, in the shape that it has on the wire. */
export interface MessagePart {
  readonly msgtype: string;
  readonly content: Readonly<Record<string, unknown>>;
}
