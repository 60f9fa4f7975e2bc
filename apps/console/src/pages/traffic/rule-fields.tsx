import { Form, InputNumber } from "antd";
import { CriteriaEditor } from "./criteria-editor.tsx";

/** The fields of a rule, as in its form and in the simulation. Distances in kilometres. */
export function RuleFieldset({ names }: { names: Readonly<Record<string, string>> }) {
  return (
    <>
      <Form.Item name="criteria" label="比较顺序（从上到下，第一处不同就定）">
        <CriteriaEditor names={names} />
      </Form.Item>
      <Form.Item
        name="bandKm"
        label="距离每多少公里算一档"
        extra="同一档内视为一样近，再比后面的条件"
        rules={[{ required: true, message: "请填写" }]}
      >
        <InputNumber min={0.001} max={100} step={0.5} suffix="公里" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="maxKm" label="最远距离" extra="超过就不分给它；不填不限。凭分享码来的客户不受限">
        <InputNumber min={0.1} max={20_000} suffix="公里" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        name="protectionDays"
        label="同一客户保护多少天"
        extra="保护期内再来，仍给同一家"
        rules={[{ required: true, message: "请填写" }]}
      >
        <InputNumber min={1} max={3650} precision={0} suffix="天" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        name="attributionDays"
        label="分到后多少天内的订单归它"
        rules={[{ required: true, message: "请填写" }]}
      >
        <InputNumber min={1} max={3650} precision={0} suffix="天" style={{ width: "100%" }} />
      </Form.Item>
    </>
  );
}
