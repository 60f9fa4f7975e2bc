import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { integer, integers, object, text, texts } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import { member } from "../contacts/endpoints.ts";
import { mayContact } from "../customers/endpoints.ts";
import type { InterceptRule } from "./state.ts";

const BASE = "/cgi-bin/externalcontact";

/** Intercept rules, 敏感词: wecom-api.md §15.1. */
export const interceptEndpoints: readonly Endpoint[] = [
  post(`${BASE}/add_intercept_rule`, (call) => {
    mayContact(call);
    const { world, body } = call;
    const { intercept } = world.wecom;
    if (intercept.size >= WECOM_QUOTAS.interceptRules.amount) refuse(41069);
    const rule: InterceptRule = {
      ruleId: opaqueId(world.random, "rule", 26),
      agentId: call.app,
      createdAt: secondsOf(world.clock),
      name: checkedName(call),
      words: checkedWords(call),
      semantics: checkedSemantics(integers(body, "semantics_list")),
      type: checkedType(call),
      users: new Set(),
      departments: new Set(),
    };
    const range = rangeOf(call, "applicable_range");
    if (range.users.length + range.departments.length === 0) refuse(40063, "applicable_range");
    widen(rule, range);
    intercept.set(rule.ruleId, rule);
    return { rule_id: rule.ruleId };
  }),
  get(`${BASE}/get_intercept_rule_list`, (call) => {
    mayContact(call);
    const rules = [...call.world.wecom.intercept.values()];
    return {
      rule_list: rules.map(({ ruleId, name, createdAt }) => ({
        rule_id: ruleId,
        rule_name: name,
        create_time: createdAt,
      })),
    };
  }),
  post(`${BASE}/get_intercept_rule`, (call) => {
    mayContact(call);
    const rule = ruleNamed(call);
    return {
      rule: {
        rule_id: rule.ruleId,
        rule_name: rule.name,
        word_list: rule.words,
        extra_rule: { semantics_list: rule.semantics },
        intercept_type: rule.type,
        applicable_range: { user_list: [...rule.users], department_list: [...rule.departments] },
      },
    };
  }),
  post(`${BASE}/update_intercept_rule`, (call) => {
    mayContact(call);
    const { body } = call;
    const rule = own(call);
    if (body.rule_name !== undefined) rule.name = checkedName(call, rule.ruleId);
    if (texts(body, "word_list").length > 0) rule.words = checkedWords(call);
    const extra = object(body, "extra_rule");
    if (extra.semantics_list !== undefined) rule.semantics = checkedSemantics(integers(extra, "semantics_list"));
    if (body.intercept_type !== undefined) rule.type = checkedType(call);
    const gone = rangeOf(call, "remove_applicable_range");
    for (const userid of gone.users) rule.users.delete(userid);
    for (const id of gone.departments) rule.departments.delete(id);
    widen(rule, rangeOf(call, "add_applicable_range"));
    return {};
  }),
  post(`${BASE}/del_intercept_rule`, (call) => {
    mayContact(call);
    call.world.wecom.intercept.delete(own(call).ruleId);
    return {};
  }),
];

interface Range {
  readonly users: readonly string[];
  readonly departments: readonly number[];
}

function rangeOf(call: Call, name: string): Range {
  const range = object(call.body, name);
  const most = WECOM_QUOTAS.interceptRangePerCall.amount;
  const users = texts(range, "user_list", most, 41076).map((userid) => member(call, userid).userid);
  const departments = integers(range, "department_list");
  if (departments.length > most) refuse(41076);
  for (const id of departments) if (!call.world.wecom.contacts.departments.has(id)) refuse(60003, String(id));
  return { users, departments };
}

function widen(rule: InterceptRule, { users, departments }: Range): void {
  if (rule.users.size + users.length > WECOM_QUOTAS.interceptRuleUsers.amount) refuse(41076);
  for (const userid of users) rule.users.add(userid);
  for (const id of departments) rule.departments.add(id);
}

function checkedName({ world, body }: Call, self?: string): string {
  const name = text(body, "rule_name");
  if ([...name].length > WECOM_QUOTAS.interceptRuleName.amount) refuse(40058, "rule_name");
  for (const other of world.wecom.intercept.values())
    if (other.name === name && other.ruleId !== self) refuse(41077, name);
  return name;
}

function checkedWords({ body }: Call): string[] {
  const words = texts(body, "word_list", WECOM_QUOTAS.interceptWords.amount, 41068);
  if (words.length === 0) refuse(40063, "word_list");
  for (const word of words)
    if (word === "" || [...word].length > WECOM_QUOTAS.interceptWord.amount) refuse(41083, word);
  return words;
}

function checkedSemantics(kinds: readonly number[]): readonly number[] {
  for (const kind of kinds) if (![1, 2, 3].includes(kind)) refuse(41084, String(kind));
  return kinds;
}

function checkedType({ body }: Call): 1 | 2 {
  const type = integer(body, "intercept_type");
  return type === 1 || type === 2 ? type : refuse(40058, "intercept_type is 1 or 2");
}

function ruleNamed({ world, body }: Call): InterceptRule {
  return world.wecom.intercept.get(text(body, "rule_id", 41070)) ?? refuse(41070);
}

function own(call: Call): InterceptRule {
  const rule = ruleNamed(call);
  return rule.agentId === call.app ? rule : refuse(48002, "rule of another app");
}
