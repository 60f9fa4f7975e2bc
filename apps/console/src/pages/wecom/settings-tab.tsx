import { Button, Checkbox, Form, Input, Radio, Select, Switch } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { tagFamilyNames } from "../tags/tag-api.ts";
import styles from "./wecom.module.css";
import { saveSettings, useSettings, useWelcomes, type WecomSettings } from "./wecom-api.ts";

type Values = WecomSettings["directory"]["value"] & WecomSettings["sync"]["value"] & WecomSettings["welcome"]["value"];

const outcomeNames: Readonly<Record<string, string>> = {
  sent: "已送达",
  already: "对方已聊过天",
  off: "无需发送",
  missed: "超过 20 秒",
  refused: "被拒绝",
  sending: "没有结果",
};

function WelcomePanel({ corpId }: { corpId: string }) {
  const { data } = useWelcomes(corpId);
  if (!data || data.counts.length === 0) return null;
  return (
    <Panel
      title="近 7 天的欢迎语"
      hint={
        data.medianMs === null
          ? undefined
          : `从收到回调到送达：一半在 ${formatExact(Math.round(data.medianMs))} 毫秒内，最慢 ${formatExact(Math.round(data.slowestMs ?? 0))} 毫秒`
      }
    >
      <dl className={styles.differences}>
        {data.counts.map(({ outcome, count }) => (
          <div key={outcome}>
            <dt>{outcomeNames[outcome] ?? outcome}</dt>
            <dd>{formatExact(count)}</dd>
          </div>
        ))}
      </dl>
      {data.problems.map((problem) => (
        <p key={`${problem.errcode}-${problem.reason}`} className={styles.second}>
          {formatExact(problem.count)} 次：{problem.reason}（最近 <DateTime value={problem.lastAt} ago />）
        </p>
      ))}
    </Panel>
  );
}

/** How the directory is laid onto the organisation, what syncing takes and gives, and the greeting. */
export function SettingsTab({ corpId, mayWrite }: { corpId: string; mayWrite: boolean }) {
  const { data, error, refetch } = useSettings();
  const save = useAction({
    run: ({
      departmentMarks,
      strangers,
      leavers,
      binding,
      tagsIn,
      tagsOut,
      tagFamily,
      nightly,
      enabled,
      text,
    }: Values) => {
      if (!data) throw new Error("settings are not loaded");
      return saveSettings({
        directory: {
          value: { departmentMarks, strangers, leavers, roleCode: data.directory.value.roleCode },
          version: data.directory.version,
        },
        sync: { value: { binding, tagsIn, tagsOut, tagFamily, nightly }, version: data.sync.version },
        welcome: { value: { enabled, text }, version: data.welcome.version },
      });
    },
    done: "设置已保存，从下次同步起生效",
    refresh: [["wecom"]],
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={styles.stack}>
      <WelcomePanel corpId={corpId} />
      <Panel title="同步设置">
        <Form<Values>
          className={styles.form}
          layout="vertical"
          disabled={!mayWrite}
          key={`${data.directory.version}-${data.sync.version}-${data.welcome.version}`}
          initialValues={{ ...data.directory.value, ...data.sync.value, ...data.welcome.value }}
          onFinish={(values) => save.mutate(values)}
        >
          <Form.Item
            name="departmentMarks"
            label="部门怎样对应到组织"
            extra="拿不准的部门会留给您确认，手工确认过的不再改动"
          >
            <Checkbox.Group
              options={[
                { value: "code", label: "部门名称里带组织编码" },
                { value: "name", label: "名称相同" },
              ]}
            />
          </Form.Item>
          <Form.Item
            name="strangers"
            label="找不到对应员工的成员"
            extra="先按工号、登录名、手机号，再按同部门同名对应；都对不上的按这里处理"
          >
            <Radio.Group
              options={[
                { value: "propose", label: "等我确认" },
                { value: "create", label: "自动建为员工" },
              ]}
            />
          </Form.Item>
          <Form.Item name="leavers" label="成员离开企业微信后，员工档案">
            <Radio.Group
              options={[
                { value: "confirm", label: "等我确认" },
                { value: "end", label: "自动办理离职" },
              ]}
            />
          </Form.Item>
          <Form.Item name="binding" label="客户加了多位导购时归谁">
            <Radio.Group
              options={[
                { value: "first", label: "最先添加的导购" },
                { value: "latest", label: "最近添加的导购" },
              ]}
            />
          </Form.Item>
          <Form.Item name="tagsIn" label="接收企业微信的标签" valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name="tagsOut" label="把这里打的标签同步到企业微信" valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name="tagFamily" label="企业微信的标签组归到">
            <Select options={Object.entries(tagFamilyNames).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="nightly" label="每晚对账（凌晨 2:30）" valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name="enabled" label="新好友欢迎语" valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name="text" label="欢迎语内容" extra="{导购} 和 {门店} 会换成真实的名字">
            <Input.TextArea rows={3} maxLength={1000} showCount />
          </Form.Item>
          {mayWrite && (
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              保存设置
            </Button>
          )}
        </Form>
      </Panel>
    </div>
  );
}
