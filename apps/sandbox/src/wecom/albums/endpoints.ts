import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { limitOf, pageOf } from "../../http/paging.ts";
import { integer, object, objects, optionalText, text } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import { mayContact } from "../customers/endpoints.ts";
import { mediaNamed } from "../media/store.ts";
import type { AlbumProduct } from "./state.ts";

const BASE = "/cgi-bin/externalcontact";

/** Product albums: wecom-api.md §15.2. The attachments' key is `type`. */
export const albumEndpoints: readonly Endpoint[] = [
  post(`${BASE}/add_product_album`, (call) => {
    mayContact(call);
    const { world } = call;
    const productId = opaqueId(world.random, "pd", 30);
    world.wecom.albums.set(productId, {
      productId,
      agentId: call.app,
      createdAt: secondsOf(world.clock),
      description: description(call),
      price: price(call),
      productSn: productSn(call),
      mediaIds: images(call),
    });
    return { product_id: productId };
  }),
  post(`${BASE}/get_product_album`, (call) => {
    mayContact(call);
    return { product: productView(productNamed(call)) };
  }),
  post(`${BASE}/get_product_album_list`, (call) => {
    mayContact(call);
    const limit = limitOf(call.body, WECOM_QUOTAS.productPage.amount, 50);
    const { page, next } = pageOf([...call.world.wecom.albums.values()], optionalText(call.body, "cursor"), limit);
    return { product_list: page.map(productView), next_cursor: next };
  }),
  post(`${BASE}/update_product_album`, (call) => {
    mayContact(call);
    const { body } = call;
    const product = own(call);
    if (body.description !== undefined) product.description = description(call);
    if (body.price !== undefined) product.price = price(call);
    if (body.product_sn !== undefined) product.productSn = productSn(call);
    if (body.attachments !== undefined) product.mediaIds = images(call);
    return {};
  }),
  post(`${BASE}/delete_product_album`, (call) => {
    mayContact(call);
    call.world.wecom.albums.delete(own(call).productId);
    return {};
  }),
];

function description({ body }: Call): string {
  const value = text(body, "description", 41073);
  if ([...value].length > WECOM_QUOTAS.productDescription.amount) refuse(41087);
  return value;
}

function price({ body }: Call): number {
  const fen = integer(body, "price");
  if (fen < 0 || fen > WECOM_QUOTAS.productPrice.amount) refuse(41086);
  return fen;
}

function productSn({ body }: Call): string {
  const value = optionalText(body, "product_sn") ?? "";
  if (!/^[A-Za-z0-9]*$/.test(value) || value.length > WECOM_QUOTAS.productSn.amount) refuse(41085);
  return value;
}

function images({ world, body }: Call): string[] {
  const attachments = objects(body, "attachments");
  if (attachments.length === 0) refuse(41088);
  if (attachments.length > WECOM_QUOTAS.productImages.amount) refuse(41064);
  return attachments.map((attachment) => {
    if (attachment.type !== "image") refuse(41065, "type is image");
    return mediaNamed(world, object(attachment, "image").media_id, { kind: "image", purpose: "album" }).mediaId;
  });
}

function productNamed({ world, body }: Call): AlbumProduct {
  return world.wecom.albums.get(text(body, "product_id", 41075)) ?? refuse(41075);
}

function own(call: Call): AlbumProduct {
  const product = productNamed(call);
  return product.agentId === call.app ? product : refuse(48002, "product of another app");
}

function productView({ productId, description, price, createdAt, productSn, mediaIds }: AlbumProduct) {
  return {
    product_id: productId,
    description,
    price,
    create_time: createdAt,
    product_sn: productSn,
    attachments: mediaIds.map((media_id) => ({ type: "image", image: { media_id } })),
  };
}
