import { Form, Input, Radio, Select } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { createGroup, createTag, type Tag, type TagFamily, tagFamilyNames, useTagGroups } from "./tag-api.ts";

const newGroup = "new";

interface Values {
  name: string;
  kind: "manual" | "rule";
  groupId: string;
  family?: TagFamily;
  groupName?: string;
}

interface NewTagFormProps {
  readonly groupId?: string;
  readonly onClose: () => void;
  readonly onDone: (tag: Tag) => void;
}

/** Creates a tag, with its group when that is new too. */
export function NewTagForm({ groupId, onClose, onDone }: NewTagFormProps) {
  const [form] = Form.useForm<Values>();
  const groups = useTagGroups();
  const chosen = Form.useWatch("groupId", form);
  const [madeGroup, setMadeGroup] = useState<string | null>(null);
  const save = useAction<Values, Tag>({
    run: async (values) => {
      let target = values.groupId === newGroup ? madeGroup : values.groupId;
      if (target === null) {
        const group = await createGroup({ family: values.family as TagFamily, name: values.groupName ?? "" });
        // If the tag is refused after this, the next try must not make the group again.
        setMadeGroup(group.id);
        target = group.id;
      }
      return createTag({ groupId: target, name: values.name, kind: values.kind });
    },
    done: (tag) => (tag.kind === "rule" ? `已新建「${tag.name}」，请设置它的规则` : `已新建标签「${tag.name}」`),
    refresh: [["tags"]],
    onDone,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="新建标签"
      submitText="新建标签"
      initialValues={{ kind: "manual", groupId: groupId ?? undefined }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请输入名称" }, { max: 30 }]}>
        <Input placeholder="例如：偏好燕麦奶" />
      </Form.Item>
      <Form.Item name="kind" label="怎么打上">
        <Radio.Group
          options={[
            { value: "manual", label: "由人打上" },
            { value: "rule", label: "按规则自动" },
          ]}
        />
      </Form.Item>
      <Form.Item name="groupId" label="标签组" rules={[{ required: true, message: "请选择标签组" }]}>
        <Select
          loading={groups.isPending}
          showSearch={{ optionFilterProp: "label" }}
          options={[
            ...(Object.keys(tagFamilyNames) as TagFamily[]).map((family) => ({
              label: tagFamilyNames[family],
              options: (groups.data?.items ?? [])
                .filter((group) => group.family === family)
                .map((group) => ({ value: group.id, label: group.name })),
            })),
            { value: newGroup, label: "＋ 新建标签组" },
          ]}
        />
      </Form.Item>
      {chosen === newGroup && (
        <>
          <Form.Item name="family" label="新标签组属于哪一类" rules={[{ required: true, message: "请选择类别" }]}>
            <Select options={Object.entries(tagFamilyNames).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item
            name="groupName"
            label="新标签组的名称"
            rules={[{ required: true, message: "请输入标签组名称" }, { max: 30 }]}
          >
            <Input placeholder="例如：口味偏好" />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
