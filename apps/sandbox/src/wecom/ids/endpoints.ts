import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { integer, text, texts } from "../../http/read.ts";
import { openidOf } from "../../world/people.ts";
import type { Person } from "../../world/state.ts";
import { member } from "../contacts/endpoints.ts";
import { mayContact } from "../customers/endpoints.ts";

/** One id for another, as far as a self-built app may ask: wecom-api.md §11.4. */
export const idEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/externalcontact/convert_to_openid", (call) => {
    mayContact(call);
    const { world, body } = call;
    const external = world.wecom.customers.externals.get(text(body, "external_userid", 41035)) ?? refuse(40096);
    return { openid: openidOf(world, person(call, external.personId), world.wecom.corpId) };
  }),
  post("/cgi-bin/user/convert_to_openid", (call) => {
    const known = member(call, text(call.body, "userid", 40003));
    return { openid: openidOf(call.world, person(call, known.personId), call.world.wecom.corpId) };
  }),
  // For third-party and provider-built apps only: a self-built one is refused.
  post("/cgi-bin/idconvert/unionid_to_external_userid", () => refuse(48002, "third-party apps only")),
  post("/cgi-bin/externalcontact/unionid_to_external_userid", () => refuse(48002, "third-party apps only")),
  post("/cgi-bin/externalcontact/from_service_external_userid", (call) => {
    integer(call.body, "source_agentid");
    // No provider serves this company: no id is of a provider's making.
    return refuse(40096, text(call.body, "external_userid", 41035));
  }),
  post("/cgi-bin/idconvert/convert_tmp_external_userid", ({ body }) => {
    integer(body, "business_type");
    integer(body, "user_type");
    const ids = texts(body, "tmp_external_userid_list", 100, 81017);
    return { results: [], invalid_tmp_external_userid_list: ids };
  }),
];

const person = ({ world }: Call, id: string): Person => world.people.get(id) ?? refuse(43004);
