import type { NextCursor } from "../endpoint.ts";

/** wecom-api.md §15.2. The attachments' key is `type`, not `msgtype`; media from upload_attachment with type 2. */
export interface WecomProductDraft {
  description: string;
  /** Fen. */
  price: number;
  product_sn?: string;
  attachments: { type: "image"; image: { media_id: string } }[];
}

export interface WecomProduct extends WecomProductDraft {
  product_id: string;
  create_time: number;
}

/** Product albums, 商品图册: wecom-api.md §15.2. */
export interface AlbumEndpoints {
  "POST /cgi-bin/externalcontact/add_product_album": { body: WecomProductDraft; answer: { product_id: string } };
  "POST /cgi-bin/externalcontact/get_product_album": {
    body: { product_id: string };
    answer: { product: WecomProduct };
  };
  "POST /cgi-bin/externalcontact/get_product_album_list": {
    body: { limit?: number; cursor?: string };
    answer: { product_list: WecomProduct[] } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/update_product_album": {
    body: Partial<WecomProductDraft> & { product_id: string };
    answer: object;
  };
  "POST /cgi-bin/externalcontact/delete_product_album": { body: { product_id: string }; answer: object };
}
