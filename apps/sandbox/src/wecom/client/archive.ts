import { createHash, createPublicKey } from "node:crypto";
import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { ApiRefusal } from "../../http/endpoint.ts";
import { say } from "../../world/chats.ts";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import { keep, keepSingle } from "../archive/keep.ts";
import { followOf } from "../customers/relations.ts";
import { issueWelcomeCode } from "../customers/welcome.ts";
import { tellCustomerEvent } from "../tell.ts";
import { memberNamed } from "./directory.ts";

const relation = z.object({ userid: z.string(), externalUserid: z.string() });

/** The chat archive in the back office and on the phone. */
export const archiveActions: readonly Action[] = [
  action(
    "wecom.open_archive",
    z.object({ publicKey: z.string(), userids: z.array(z.string()).min(1) }),
    (world, { publicKey, userids }) => {
      if (createPublicKey(publicKey).asymmetricKeyDetails?.modulusLength !== 2048)
        throw new RangeError("需要 2048 位的 RSA 公钥");
      const { archive } = world.wecom;
      const version = archive.publicKeys.size + 1;
      archive.publicKeys.set(version, publicKey);
      archive.permitted.clear();
      for (const userid of userids) archive.permitted.add(memberNamed(world, userid).userid);
      return { version };
    },
  ),
  action(
    "wecom.agree_archive",
    relation.extend({ agrees: z.boolean() }),
    (world, { userid, externalUserid, agrees }) => {
      if (!followOf(world, userid, externalUserid)) throw new ApiRefusal(84061);
      world.wecom.archive.consents.set(`${userid}/${externalUserid}`, { agrees, at: secondsOf(world.clock) });
      const time = nowOf(world.clock);
      const content = agrees
        ? { userid: externalUserid, agree_time: time }
        : { userid: externalUserid, disagree_time: time };
      const msgtype = agrees ? "agree" : "disagree";
      if (world.wecom.archive.permitted.has(userid))
        keep(world, { from: externalUserid, to: [userid], roomId: "", msgtype, content });
      if (agrees)
        tellCustomerEvent(world, "msg_audit_approved", userid, externalUserid, {
          WelcomeCode: issueWelcomeCode(world, userid, externalUserid),
        });
    },
  ),
  /** One of the two sends a picture. */
  action(
    "wecom.chat_image",
    relation.extend({ from: z.enum(["member", "customer"]), base64: z.base64().max(4_000_000) }),
    (world, { userid, externalUserid, from, base64 }) => {
      if (followOf(world, userid, externalUserid)?.status !== "confirmed") throw new ApiRefusal(84061);
      const bytes = Buffer.from(base64, "base64");
      const sdkfileid = opaqueId(world.random, "Cj", 64);
      world.wecom.archive.files.set(sdkfileid, bytes);
      const md5sum = createHash("md5").update(bytes).digest("hex");
      const sender = from === "member" ? userid : (world.wecom.customers.externals.get(externalUserid)?.personId ?? "");
      const content = { md5sum, filesize: bytes.length, sdkfileid };
      say(world, `wecom/${userid}/${externalUserid}`, { from: sender, msgtype: "image", content });
      keepSingle(world, userid, externalUserid, from, "image", content);
    },
  ),
];
