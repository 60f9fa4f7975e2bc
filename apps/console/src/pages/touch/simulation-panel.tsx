import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Select } from "antd";
import { problemText } from "../../shared/feedback/states.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { TagPicker } from "../members/tag-picker.tsx";
import { tierNames } from "../tiers/tier-look.ts";
import { type Simulated, type SimulationBody, simulate } from "./touch-api.ts";
import { kindNames, limitedChannels, refusalNames } from "./touch-words.ts";

interface Values {
  channel: SimulationBody["channel"];
  kind: "marketing" | "service" | "transaction";
  tier?: string;
  tagNos?: number[];
}

const { all: _channels, ...channels } = limitedChannels;
const { all: _kinds, ...kinds } = kindNames;

function Tags({ value = [], onChange }: { value?: number[]; onChange?: (tagNos: number[]) => void }) {
  return <TagPicker value={value} onChange={(tagNos) => onChange?.(tagNos)} placeholder="不限标签" />;
}

function Outcome({ result }: { result: Simulated }) {
  const { members, reachable, refusals, sendAt, isGoodHour } = result;
  const left = Object.entries(refusals).map(([reason, people]) => `${refusalNames[reason]} ${formatExact(people)} 人`);
  return (
    <Alert
      type={reachable > 0 ? "info" : "warning"}
      showIcon
      title={`${formatExact(members)} 人里，现在可以触达 ${formatExact(reachable)} 人`}
      description={
        <>
          {left.length > 0 && <div>其他人：{left.join("，")}</div>}
          <div>
            发送时间 <DateTime value={sendAt} />
            {isGoodHour ? "，在黄金时段" : "，不在黄金时段"}
          </div>
        </>
      }
    />
  );
}

/** Who could be reached now, before anything is written. */
export function SimulationPanel() {
  const run = useMutation({
    mutationFn: ({ channel, kind, tier, tagNos = [] }: Values) =>
      simulate({ channel, kind, priority: 50, audience: { tagNos, storeNos: [], ...(tier && { tier }) } }),
  });
  return (
    <Panel title="现在能触达谁" hint="只计算、不发送；分层和标签至少选一个">
      <Form<Values>
        layout="vertical"
        initialValues={{ channel: "wecom_mass", kind: "marketing" }}
        onFinish={(values) => run.mutate(values)}
        style={{ maxWidth: 560 }}
      >
        <Form.Item name="channel" label="渠道">
          <Select options={optionsOf(channels)} />
        </Form.Item>
        <Form.Item name="kind" label="消息">
          <Select options={optionsOf(kinds)} />
        </Form.Item>
        <Form.Item name="tier" label="分层">
          <Select allowClear placeholder="不限分层" options={optionsOf(tierNames)} />
        </Form.Item>
        <Form.Item name="tagNos" label="标签">
          <Tags />
        </Form.Item>
        <Form.Item>
          <Button htmlType="submit" loading={run.isPending}>
            算一下
          </Button>
        </Form.Item>
      </Form>
      {run.isError && (
        <Alert type="warning" showIcon title={problemText(run.error).detail ?? problemText(run.error).title} />
      )}
      {run.data && <Outcome result={run.data} />}
    </Panel>
  );
}
