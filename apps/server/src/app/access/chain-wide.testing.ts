/**
 * Parameters that name something which belongs to the whole chain and to no store (a role, a product, the name of a metric): there
 * is no foreign one. Each with its reason.
 */
export const chainWide: Readonly<Record<string, string>> = {
  ":roleCode": "roles are the chain's",
  ":formatCode": "store formats are the chain's",
  ":brandId": "brands are the group's",
  ":sku": "the range is the chain's",
  ":jobName": "background jobs are the installation's",
  ":assetCode": "data assets are the chain's",
  ":formCode": "public forms are everybody's",
  ":redPacketCampaignId": "red packet campaigns are headquarters'",
  ":couponBatchId": "batches of coupons are headquarters'",
  ":accountId": "accounts on platforms are the chain's",
  ":moveId": "a move out of personal WeChat is the chain's",
  ":slug": "pages behind printed codes are everybody's",
  ":token": "a partner's page is for whoever holds its address",
  ":tagNo": "the tag library is the chain's",
  ":officialAccountId": "official accounts are the chain's",
  ":replyRuleId": "official accounts are the chain's",
  ":tagId": "official accounts are the chain's",
  ":mediaId": "official accounts are the chain's",
  ":noteId": "official accounts are the chain's",
  ":publishId": "official accounts are the chain's",
  ":friendPersonNo": "only the guide on whose list somebody stands may see and call them",
  ":guideMessageId": "only who wrote it may say so",
  ":inheritanceId": "a company's members belong to the chain",
  ":frameworkId": "campaign frameworks are headquarters'",
  ":messageServiceId": "services for text messages and calls are the chain's",
  ":phoneTemplateId": "templates of text messages and calls are the chain's",
  ":outboundId": "what goes out through platforms is the chain's",
  "/wecom/sync-runs/:runId :runId": "syncs of WeCom are the chain's",
  "/wecom/sync-runs/:runId/cancel :runId": "syncs of WeCom are the chain's",
  "/wechat-shop/sync-runs/:runId :runId": "syncs of shops are the chain's",
  "/wechat-shop/sync-runs/:runId/cancel :runId": "syncs of shops are the chain's",
  ":openid": "people of a shop are the chain's",
  ":toolId": "the register of tools is the chain's",
  ":momentKey": "posts on Moments are the chain's",
  ":contentPieceId": "content is the chain's",
  ":front": "fronts are a vocabulary",
  ":attributionRunId": "attribution is headquarters'",
  ":toolFunction": "functions of tools are a vocabulary",
  ":wayId": "ways out of a shop are the chain's",
  ":differenceId": "an account's bill covers many stores",
  "/metrics/:id/members :id": "the name of a metric",
  "/imports/templates/:id :id": "saved mappings are the chain's",
};

/** Query parameters that name a thing, as one of `things`; the walk finds them in the routes' schemas. */
export const namingQueries: Readonly<Record<string, string>> = {
  unitId: ":unitId",
  orgUnitId: ":unitId",
  storeNo: ":storeNo",
  memberNo: ":memberNo",
  staffId: ":staffId",
  guideId: ":staffId",
  actorId: ":staffId",
};

/** Routes whose path names one's own thing, which not even headquarters may touch. */
export const ownOnly: ReadonlySet<string> = new Set([
  "DELETE /me/sessions/:sessionId",
  // A notice for the south's posts, and a report that is its counterpart's to file.
  "GET /me/notices/:noticeId",
  "POST /me/notices/:noticeId/read",
  "POST /me/notices/:noticeId/confirm",
  "POST /me/notices/:noticeId/feedback",
  "PUT /projects/:projectId/meetings/:meetingId/report",
  // What stands on one's own workbench, and the codes that one may pass on.
  "GET /workbench/codes/:codeId/qr.png",
  "GET /workbench/functions/:functionId/card.png",
  "POST /workbench/functions/:functionId/open",
]);
