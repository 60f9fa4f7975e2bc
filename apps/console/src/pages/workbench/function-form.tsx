import { Form, Input, InputNumber, Radio, Select, Switch } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { useRoles } from "../roles/role-api.ts";
import {
  addFunction,
  editFunction,
  type FunctionDraft,
  type Functions,
  type WorkbenchFunction,
} from "./workbench-api.ts";

type Kind = WorkbenchFunction["kind"];

export const kindNames: Readonly<Record<Kind, string>> = {
  web: "其他系统的网页",
  mini_program: "小程序页面",
  share: "分享给客户的小程序页面",
};

type Values = Omit<
  WorkbenchFunction,
  "id" | "unitName" | "version" | "updatedAt" | "updatedBy" | "openings" | "people"
>;

/** What is not of the kind is left out. */
function draftOf({ kind, address, appId, page, ...shared }: Values): FunctionDraft {
  if (kind === "web") return { ...shared, kind, address, appId: "", page: "" };
  return { ...shared, kind, address: "", appId, page };
}

interface FunctionFormProps {
  readonly programs: Functions["programs"];
  /** Absent = a new one. */
  readonly edited?: WorkbenchFunction;
  readonly onClose: () => void;
}

export function FunctionForm({ programs, edited, onClose }: FunctionFormProps) {
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form) ?? edited?.kind ?? "web";
  const roles = useRoles().data?.items ?? [];
  const save = useAction<Values, unknown>({
    run: (values) => {
      const draft = draftOf(values);
      return edited ? editFunction(edited.id, { ...draft, version: edited.version }) : addFunction(draft);
    },
    done: edited ? "已保存" : "已放上工作台",
    refresh: [["workbench"]],
    onDone: onClose,
    quietFailure: true,
  });
  const required = (message: string) => [{ required: true, message }];
  return (
    <FormDrawer<Values>
      form={form}
      title={edited ? `修改「${edited.name}」` : "添加功能"}
      hint="放到导购和店长手机上的工作台。点开其他系统时带一个一次性身份，对方用它向本系统核验是谁，两分钟内有效、只能用一次。"
      initialValues={
        edited ?? { kind: "web", roleCodes: ["guide", "store_manager"], position: 10, enabled: true, note: "" }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="kind" label="种类">
        <Radio.Group
          options={Object.entries(kindNames).map(([value, label]) => ({ value, label }))}
          style={{ display: "grid", gap: 6 }}
        />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={required("请填写名称")}>
        <Input maxLength={20} placeholder="例如：会员 CRM" />
      </Form.Item>
      <Form.Item name="note" label="一句话说明">
        <Input maxLength={60} />
      </Form.Item>
      {kind === "web" ? (
        <Form.Item
          name="address"
          label="网址"
          extra="身份放在 {token} 的位置；没有 {token} 就加在参数 feilun_token 里"
          rules={required("请填写 https:// 开头的网址")}
        >
          <Input placeholder="https://crm.example.com/guide" />
        </Form.Item>
      ) : (
        <>
          <Form.Item name="appId" label="小程序" rules={required("请选择小程序")}>
            <Select
              options={programs.map(({ appId, name }) => ({ value: appId, label: name }))}
              notFoundContent="还没有接入小程序"
            />
          </Form.Item>
          <Form.Item
            name="page"
            label="页面"
            extra={
              kind === "share"
                ? "每位导购有自己的小程序码，扫码来的人记在他名下"
                : "不带参数；身份加在参数 feilun_token 里"
            }
            rules={required("请填写页面路径")}
          >
            <Input placeholder="pages/index/index" />
          </Form.Item>
        </>
      )}
      <Form.Item name="unitId" label="给谁看" rules={required("请选择总部、区域或门店")}>
        <UnitSelect placeholder="总部、区域或门店" />
      </Form.Item>
      <Form.Item name="roleCodes" label="哪些角色" extra="不选就是所有角色">
        <Select mode="multiple" options={roles.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item name="position" label="排序" extra="小的在前">
        <InputNumber min={0} max={9999} precision={0} />
      </Form.Item>
      <Form.Item name="enabled" label="启用" valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}
