import { Checkbox, Form, Input, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { useStoreFormats } from "../stores/store-api.ts";
import { RewardFields, type RewardValues, rewardOf, rewardValues } from "./reward-fields.tsx";
import {
  changeScene,
  createScene,
  type NewScene,
  type Scene,
  type Scenes,
  scanScenesKey,
  weekdayNames,
} from "./scan-scene-api.ts";

type Values = Pick<NewScene, "kind" | "unitId" | "placements" | "title" | "formats"> & {
  readonly says?: string;
  readonly linkLabel?: string;
  readonly linkUrl?: string;
  readonly weekdays?: number[];
  readonly reward: RewardValues;
};

interface SceneFormProps {
  /** Null = a new one. */
  readonly scene: Scene | null;
  readonly scenes: Scenes;
  readonly onClose: () => void;
}

/** Sets a scene up from a template, or changes what its page says and its days. */
export function SceneForm({ scene, scenes, onClose }: SceneFormProps) {
  const [form] = Form.useForm<Values>();
  const formats = useStoreFormats();
  const fill = (code: string) => {
    const kind = scenes.kinds.find((each) => each.code === code);
    if (kind)
      form.setFieldsValue({
        title: kind.title,
        says: kind.says,
        placements: kind.placements as Values["placements"],
      });
  };
  const save = useAction<Values, unknown>({
    run: ({ says = "", linkLabel = "", linkUrl = "", weekdays = [], reward: chosen, ...values }) => {
      const page = { says, linkLabel, linkUrl, weekdays, reward: rewardOf(chosen) };
      return scene ? changeScene(scene, { title: values.title, ...page }) : createScene({ ...values, ...page });
    },
    done: scene ? "已保存，印好的码不用换" : "已给每家门店建好码，可以打印了",
    refresh: [scanScenesKey, ["codes"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={scene ? `修改「${scene.title}」` : "新建扫码场景"}
      hint={
        scene
          ? "页面上的字和日子随时可改，印出去的码不用换。"
          : "一次给范围内每家门店、每个位置各建一个码，来源自动带上门店、场景和位置。"
      }
      submitText={scene ? "保存" : "建码"}
      initialValues={{ ...(scene ?? { weekdays: [] }), reward: rewardValues(scene?.reward) }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      {!scene && (
        <>
          <Form.Item name="kind" label="扫码的理由" rules={[{ required: true, message: "请选择扫码的理由" }]}>
            <Select options={scenes.kinds.map(({ code, label }) => ({ value: code, label }))} onChange={fill} />
          </Form.Item>
          <Form.Item name="unitId" label="哪些门店" rules={[{ required: true, message: "请选择区域或门店" }]}>
            <UnitSelect />
          </Form.Item>
          <Form.Item name="formats" label="哪些店型" extra="不选就是所有店型">
            <Select
              mode="multiple"
              allowClear
              options={(formats.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            />
          </Form.Item>
          <Form.Item name="placements" label="摆在哪里" rules={[{ required: true, message: "请选择至少一个位置" }]}>
            <Select mode="multiple" options={scenes.placements.map(({ code, label }) => ({ value: code, label }))} />
          </Form.Item>
        </>
      )}
      <Form.Item name="title" label="页面标题" rules={[{ required: true, message: "请填写标题" }]}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="says" label="页面说明">
        <Input.TextArea rows={3} maxLength={120} />
      </Form.Item>
      <Form.Item name="weekdays" label="今天的扫码理由" extra="选中的日子，门店会看到「今天主推」">
        <Checkbox.Group
          options={Object.entries(weekdayNames).map(([value, label]) => ({ value: Number(value), label }))}
        />
      </Form.Item>
      <RewardFields />
      <Form.Item name="linkLabel" label="第二个按钮" extra="选填，例如「看积分」；第一个按钮总是联系本店导购">
        <Input maxLength={12} />
      </Form.Item>
      <Form.Item name="linkUrl" label="按钮打开的网址">
        <Input maxLength={500} placeholder="https://" />
      </Form.Item>
    </FormDrawer>
  );
}
