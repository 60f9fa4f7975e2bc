import type { NextCursor } from "../endpoint.ts";

interface CustomerTransfer {
  handover_userid: string;
  takeover_userid: string;
  external_userid: string[];
}
interface CustomerTransferAnswer {
  /** errcode 0: started, completes by itself after 24 h. */
  customer: { external_userid: string; errcode: number }[];
}
interface TransferQuery {
  handover_userid: string;
  takeover_userid: string;
  cursor?: string;
}
interface TransferResult {
  customer: {
    external_userid: string;
    /** `TRANSFER_STATUS`. */
    status: number;
    /** The future time while waiting. */
    takeover_time: number;
  }[];
}
interface GroupTransfer {
  chat_id_list: string[];
  new_owner: string;
}
interface GroupTransferAnswer {
  failed_chat_list: { chat_id: string; errcode: number; errmsg: string }[];
}

/** Inheritance on the job and after resignation: wecom-api.md §9. */
export interface InheritanceEndpoints {
  "POST /cgi-bin/externalcontact/transfer_customer": {
    body: CustomerTransfer & { transfer_success_msg?: string };
    answer: CustomerTransferAnswer;
  };
  "POST /cgi-bin/externalcontact/transfer_result": { body: TransferQuery; answer: TransferResult & NextCursor };
  "POST /cgi-bin/externalcontact/get_unassigned_list": {
    body: { page_id?: number; cursor?: string; page_size?: number };
    answer: {
      /** `dimission_time` is spelled so; unix seconds. */
      info: { handover_userid: string; external_userid: string; dimission_time: number }[];
      is_last: boolean;
    } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/resigned/transfer_customer": {
    body: CustomerTransfer;
    answer: CustomerTransferAnswer;
  };
  "POST /cgi-bin/externalcontact/resigned/transfer_result": {
    body: TransferQuery;
    answer: TransferResult & NextCursor;
  };
  "POST /cgi-bin/externalcontact/groupchat/transfer": { body: GroupTransfer; answer: GroupTransferAnswer };
  "POST /cgi-bin/externalcontact/groupchat/onjob_transfer": { body: GroupTransfer; answer: GroupTransferAnswer };
}
