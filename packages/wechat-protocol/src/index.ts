export type { CallbackKeys, CallbackQuery, SealedCallback } from "./callback/envelope.ts";
export {
  EnvelopeRefused,
  openCiphertext,
  openMessage,
  plainSignatureHolds,
  sealPlaintext,
  signCallback,
  wrapJsonMessage,
  wrapMessage,
  wrapReply,
} from "./callback/envelope.ts";
export type { EventOf, EventTable, UnknownEvent } from "./callback/events.ts";
export { eventKey, parseEvent, writeEvent } from "./callback/events.ts";
export type { JsSignatureParts } from "./callback/js-ticket.ts";
export { signJsTicket } from "./callback/js-ticket.ts";
export { buildJsonCallback, parseJsonCallback, parseWideJson, writeWideJson } from "./callback/json.ts";
export type { XmlDraft, XmlNode, XmlValue } from "./callback/xml.ts";
export { buildXml, itemsOf, MAX_XML_BYTES, parseXml, textOf, XmlRefused } from "./callback/xml.ts";
export type { AnswerOf, BodyOf, Endpoint, NextCursor, QueryOf } from "./endpoint.ts";
export type { BusifavorCoupon, BusifavorSendNotice, BusifavorState, BusifavorStockDraft } from "./pay/coupons.ts";
export { BUSIFAVOR_STATE } from "./pay/coupons.ts";
export type { PayAnswer, PayBody, PayEndpoint, PayEndpoints, PayQuery, PayRefusal } from "./pay/endpoints.ts";
export { PAY_ERROR_STATUS, PAY_ERRORS, PAY_REQUEST_ID_CAUSES, payError } from "./pay/errors.ts";
export type {
  PayReceiver,
  PayShare,
  PaySharingOrder,
  PaySharingReturn,
  PayTransfer,
  PayTransferDraft,
  PayTransferState,
} from "./pay/funds.ts";
export { PAY_TRANSFER_STATE } from "./pay/funds.ts";
export type { PayNotices, PayNoticeType, PaySharingNotice, PayTransferNotice } from "./pay/notices.ts";
export type { PayNotify, PaySealed } from "./pay/notify.ts";
export { openPayResource, PayResourceRefused, sealPayResource } from "./pay/notify.ts";
export type {
  PayAmount,
  PayBillAnswer,
  PayBillQuery,
  PayGoods,
  PayOrderDraft,
  PayPromotion,
  PayRefund,
  PayRefundDraft,
  PayRefundNotice,
  PayRefundStatus,
  PayTradeState,
  PayTradeType,
  PayTransaction,
} from "./pay/orders.ts";
export { PAY_REFUND_STATUS, PAY_TRADE_STATE } from "./pay/orders.ts";
export type { PayQuotaName } from "./pay/quotas.ts";
export { PAY_NOTIFY_DELAYS, PAY_QUOTAS } from "./pay/quotas.ts";
export type {
  PayAnswerHeaders,
  PayAuthorization,
  PayCashierParams,
  PayMerchantKey,
  PayRequestParts,
  PaySignatureFault,
} from "./pay/sign.ts";
export {
  openPaySecret,
  PAY_BRAND_SCHEME,
  PAY_CLOCK_SKEW_SECONDS,
  PAY_SCHEME,
  PAY_SIGNATURE_PROBE,
  readPayAuthorization,
  sealPaySecret,
  signPayAnswer,
  signPayCashier,
  signPayRequest,
  verifyPayAnswer,
  verifyPayCashier,
  verifyPayRequest,
} from "./pay/sign.ts";
export type { FavorCoupon, FavorStockDraft, FavorUseNotice } from "./pay/vouchers.ts";
export { FAVOR_COUPON_STATUS, FAVOR_STOCK_STATUS } from "./pay/vouchers.ts";
export type { Quota, QuotaScope, QuotaUnit, QuotaWindow } from "./quota.ts";
export type { ShopAnswer, ShopBody, ShopEndpoint, ShopEndpoints, ShopQuery } from "./shop/endpoints.ts";
export type { ShopOrderStatus } from "./shop/enums.ts";
export {
  PRESENT_SEND_TYPE,
  SHARER_TYPE,
  SHOP_AFTERSALE_STATUS,
  SHOP_COUPON_STATUS,
  SHOP_ORDER_SCENE,
  SHOP_ORDER_STATUS,
  SHOP_PAYMENT_METHOD,
  SHOP_PRODUCT_STATUS,
  SHOP_SALE_CHANNEL,
  SHOP_SHARE_SCENE,
  SHOP_SOURCE_ACCOUNT,
  SHOP_USER_COUPON_STATUS,
} from "./shop/enums.ts";
export type { ShopEvent, ShopEventKind, ShopEventOf } from "./shop/events.ts";
export { parseShopEvent, SHOP_EVENTS, shopEventKey, writeShopEvent } from "./shop/events.ts";
export type { ShopAftersale, ShopOrder, ShopOrderProduct } from "./shop/orders.ts";
export type { ShopCouponDraft, ShopMember, ShopScoreEntry, ShopSharer } from "./shop/people.ts";
export type { ShopProduct, ShopSku } from "./shop/products.ts";
export type { ShopCommissionOrder } from "./shop/promoters.ts";
export type { ShopQuotaName } from "./shop/quotas.ts";
export { SHOP_PUSH_DELAYS, SHOP_QUOTAS } from "./shop/quotas.ts";
export type { WecomReply } from "./wecom/access.ts";
export type { WecomAcquisitionDraft, WecomAcquisitionLink } from "./wecom/acquisition.ts";
export type { WecomProduct, WecomProductDraft } from "./wecom/albums.ts";
export type { WecomAppMessage } from "./wecom/app-messages.ts";
export type { WecomArchiveMessage, WecomArchiveRow, WecomArchiveSwitch } from "./wecom/archive.ts";
export type { WecomConclusions, WecomContactWay, WecomContactWayDraft } from "./wecom/contact-ways.ts";
export type { WecomDepartment, WecomExternalAttribute, WecomMember, WecomMemberDraft } from "./wecom/contacts.ts";
export type { WecomCustomer, WecomFollower, WecomFollowInfo, WecomRelation } from "./wecom/customers.ts";
export type { WecomAnswer, WecomBody, WecomEndpoint, WecomEndpoints, WecomQuery } from "./wecom/endpoints.ts";
export type { AddWay } from "./wecom/enums.ts";
export {
  ACQUISITION_CHAT_STATUS,
  ADD_WAY,
  ATTACHMENT_TYPE,
  CHANNELS_SOURCE,
  CHAT_UPDATE_DETAIL,
  CONTACT_WAY_SCENE,
  CONTACT_WAY_TYPE,
  CREATOR_FILTER,
  CUSTOMER_TYPE,
  EVENT_JOIN_SCENE,
  EVENT_QUIT_SCENE,
  FOLLOW_TAG_TYPE,
  GROUP_MEMBER_TYPE,
  GROUP_STATUS,
  INTERCEPT_SEMANTICS,
  INTERCEPT_TYPE,
  JOIN_SCENE,
  JOIN_WAY_SCENE,
  KF_FAIL_TYPE,
  KF_ORIGIN,
  KF_STATE,
  MASS_SEND_STATUS,
  MASS_TASK_STATUS,
  MEMBER_STATUS,
  MOMENT_JOB_STATUS,
  MOMENT_PUBLISH_STATUS,
  TRANSFER_STATUS,
} from "./wecom/enums.ts";
export { WECOM_ERRORS, wecomError } from "./wecom/errors.ts";
export type {
  WecomEvent,
  WecomEventKind,
  WecomEventOf,
} from "./wecom/events.ts";
export { parseWecomEvent, WECOM_EVENTS, wecomEventKey, writeWecomEvent } from "./wecom/events.ts";
export type { WecomBill } from "./wecom/external-pay.ts";
export type { WecomGroup, WecomGroupMember } from "./wecom/groups.ts";
export type { WecomInterceptDraft, WecomInterceptRule } from "./wecom/intercept.ts";
export type { WecomGroupWelcomeDraft, WecomJoinWay, WecomJoinWayDraft } from "./wecom/join-ways.ts";
export type { WecomKfContent, WecomKfEvent, WecomKfMessage } from "./wecom/kf-messages.ts";
export type { WecomMassMessage, WecomMassMessageDraft, WecomMassSendResult } from "./wecom/mass-messages.ts";
export type {
  WecomAttachment,
  WecomImagePart,
  WecomLinkPart,
  WecomMediaPart,
  WecomMiniProgramPart,
} from "./wecom/message-parts.ts";
export type { WecomMoment, WecomMomentAttachment, WecomMomentDraft } from "./wecom/moments.ts";
export type { WecomQuotaName } from "./wecom/quotas.ts";
export { WECOM_QUOTAS } from "./wecom/quotas.ts";
export type { WecomBehavior, WecomGroupFigures } from "./wecom/statistics.ts";
export type { WecomCorpTag, WecomCorpTagGroup } from "./wecom/tags.ts";
export type { WecomTemplateCard } from "./wecom/template-card.ts";
export type { WeixinReplyEnvelope, WeixinUserToken } from "./weixin/access.ts";
export type { WeixinArticleFigures } from "./weixin/datacube.ts";
export type { WeixinArticle, WeixinMediaKind } from "./weixin/drafts.ts";
export { PUBLISH_STATUS, WEIXIN_MEDIA } from "./weixin/drafts.ts";
export type { WeixinAnswer, WeixinBody, WeixinEndpoint, WeixinEndpoints, WeixinQuery } from "./weixin/endpoints.ts";
export { WEIXIN_ERRORS, weixinError } from "./weixin/errors.ts";
export type { WeixinEvent, WeixinEventKind, WeixinEventOf } from "./weixin/events.ts";
export { parseWeixinEvent, WEIXIN_EVENTS, weixinEventKey, writeWeixinEvent } from "./weixin/events.ts";
export type { WeixinMenuButton, WeixinMenuRule } from "./weixin/menus.ts";
export type { WeixinCustomMessage, WeixinMiniProgramTarget, WeixinTemplateData } from "./weixin/messages.ts";
export { CONTENT_LABEL, CONTENT_SUGGEST } from "./weixin/mini-program.ts";
export type { WeixinQuotaName } from "./weixin/quotas.ts";
export { WEIXIN_QUOTAS } from "./weixin/quotas.ts";
export type { WeixinReply } from "./weixin/replies.ts";
export { writeWeixinReply } from "./weixin/replies.ts";
export type { MiniProgramEntry, MiniProgramScene } from "./weixin/scenes.ts";
export { MINI_PROGRAM_ENTRIES, MINI_PROGRAM_SCENES } from "./weixin/scenes.ts";
export type { WeixinOrderKey, WeixinShippedOrder, WeixinShippingParcel } from "./weixin/shipping.ts";
export { SHIPPING_STATE } from "./weixin/shipping.ts";
export type { SubscribeScene, WeixinUser } from "./weixin/users.ts";
export { SUBSCRIBE_SCENE } from "./weixin/users.ts";
export type { FinderLive } from "./weixin/video-channel.ts";
export type { RetryRule, WireError } from "./wire-error.ts";
