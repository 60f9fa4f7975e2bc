export type MediaKind = "image" | "voice" | "video" | "thumb";

/** A file of one account; temporary ones live 3 days. */
export interface MediaFile {
  readonly mediaId: string;
  readonly kind: MediaKind;
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly permanent: boolean;
  /** Virtual seconds. */
  readonly createdAt: number;
}

export interface MediaState {
  readonly files: Map<string, MediaFile>;
}

export function noMedia(): MediaState {
  return { files: new Map() };
}
