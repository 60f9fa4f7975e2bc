/** A product of the album, 商品图册: wecom-api.md §15.2. */
export interface AlbumProduct {
  readonly productId: string;
  readonly agentId: string;
  readonly createdAt: number;
  description: string;
  /** Fen. */
  price: number;
  productSn: string;
  mediaIds: readonly string[];
}

export type AlbumsState = Map<string, AlbumProduct>;

export function noAlbums(): AlbumsState {
  return new Map();
}
