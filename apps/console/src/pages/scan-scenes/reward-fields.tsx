import { useQuery } from "@tanstack/react-query";
import { Form, InputNumber, Radio, Select } from "antd";
import { useCan } from "../../session/me.ts";
import { fetchBatches } from "../coupons/coupon-api.ts";
import type { NewScene } from "./scan-scene-api.ts";

type Reward = NonNullable<NewScene["reward"]>;

/** The reward as the form holds it: its parts side by side. */
export interface RewardValues {
  readonly kind: "none" | Reward["kind"];
  readonly deed?: Reward["deed"];
  readonly points?: number;
  readonly batchId?: string;
}

export function rewardValues(reward: NewScene["reward"]): RewardValues {
  return reward ?? { kind: "none", deed: "friend" };
}

export function rewardOf({ kind, deed = "friend", points, batchId }: RewardValues): NewScene["reward"] {
  if (kind === "points") return { kind, deed, points: points ?? 0 };
  return kind === "coupon" ? { kind, deed, batchId: batchId ?? "" } : null;
}

/** What scanning brings: points or a coupon, for new contacts or everybody who is known. */
export function RewardFields() {
  const can = useCan();
  const kind = Form.useWatch(["reward", "kind"]) as RewardValues["kind"] | undefined;
  const batches = useQuery({
    queryKey: ["coupons", "batches", "to-give"],
    queryFn: ({ signal }) => fetchBatches(undefined, signal),
    enabled: kind === "coupon" && can("coupon.read"),
  });
  return (
    <>
      <Form.Item
        name={["reward", "kind"]}
        label="奖励"
        extra="自动到账，每人一次；改了奖励算一条新规则，从改的时刻起重新计。顾客在扫码页上看得到。"
      >
        <Radio.Group
          options={[
            { value: "none", label: "没有" },
            { value: "points", label: "积分" },
            { value: "coupon", label: "支付券" },
          ]}
        />
      </Form.Item>
      {kind === "points" && (
        <Form.Item
          name={["reward", "points"]}
          label="送多少积分"
          rules={[{ required: true, message: "请填写积分" }]}
          extra="1 到 10000 分；有效期按积分规则"
        >
          <InputNumber min={1} max={10_000} precision={0} suffix="分" style={{ width: 160 }} />
        </Form.Item>
      )}
      {kind === "coupon" && (
        <Form.Item
          name={["reward", "batchId"]}
          label="送哪批支付券"
          rules={[{ required: true, message: "请选择一批支付券" }]}
          extra="只发给在这批券的小程序里认得、且没有拒收营销的顾客；发不成的记下人数"
        >
          <Select
            loading={batches.isFetching}
            placeholder="发放中的普通支付券"
            options={(batches.data?.items ?? [])
              .filter((batch) => batch.kind === "plain" && batch.state === "live")
              .map(({ id, name, taken, stock }) => ({ value: id, label: `${name}（剩 ${stock - taken} 张）` }))}
          />
        </Form.Item>
      )}
      {(kind === "points" || kind === "coupon") && (
        <Form.Item name={["reward", "deed"]} label="给谁">
          <Radio.Group
            options={[
              { value: "friend", label: "通过这个码加上导购好友的人" },
              { value: "scan", label: "加好友的人，和扫码时认得的会员" },
            ]}
          />
        </Form.Item>
      )}
    </>
  );
}
