import { Button, Form, Input, Select, Space } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import styles from "./official-account.module.css";
import { type Group, type Menu, type MenuDraft, purposeOptions, saveMenu } from "./official-account-api.ts";

type Path = readonly (string | number)[];
type Draft = Menu["draft"];

const types = [
  { value: "view", label: "打开网页" },
  { value: "miniprogram", label: "打开小程序" },
  { value: "click", label: "自动回复" },
];
const systems = [
  { value: "1", label: "iPhone" },
  { value: "2", label: "安卓" },
  { value: "3", label: "其他手机" },
];

/** One entry's fields; the type says which of them are asked for. `at` begins at the list around, `full` at the form. */
function EntryFields({ at, full, isSub }: { readonly at: Path; readonly full: Path; readonly isSub: boolean }) {
  const form = Form.useFormInstance();
  const type: unknown = Form.useWatch([...full, "type"], form);
  const field = (name: string) => [...at, name];
  return (
    <>
      <Form.Item name={field("name")} label="名称" rules={[{ required: true, message: "请填写菜单名" }]}>
        <Input />
      </Form.Item>
      <Form.Item
        name={field("type")}
        label="点击后"
        {...(isSub ? { rules: [{ required: true, message: "请选择" }] } : { tooltip: "有二级菜单时不用选" })}
      >
        <Select allowClear={!isSub} options={types} />
      </Form.Item>
      {(type === "view" || type === "miniprogram") && (
        <Form.Item name={field("url")} label={type === "view" ? "网页地址" : "旧版微信打开的网页"}>
          <Input placeholder="https://" />
        </Form.Item>
      )}
      {type === "miniprogram" && (
        <>
          <Form.Item name={field("appId")} label="小程序 AppID">
            <Input />
          </Form.Item>
          <Form.Item name={field("page")} label="小程序页面">
            <Input />
          </Form.Item>
        </>
      )}
      {type === "click" && (
        <Form.Item name={field("key")} label="菜单标识" tooltip="与自动回复里的菜单标识一致">
          <Input />
        </Form.Item>
      )}
      {type !== undefined && (
        <Form.Item name={field("purpose")} label="用途" tooltip="只用来统计，客户看不到">
          <Select allowClear options={[...purposeOptions]} />
        </Form.Item>
      )}
    </>
  );
}

/** Up to three entries with up to five below each. */
function Entries({ at, full }: { readonly at: Path; readonly full: Path }) {
  return (
    <Form.List name={[...at]}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <fieldset key={key} className={styles.entry}>
              <legend>一级菜单 {name + 1}</legend>
              <EntryFields at={[name]} full={[...full, name]} isSub={false} />
              <Form.List name={[name, "children"]}>
                {(children, { add: addChild, remove: removeChild }) => (
                  <>
                    {children.map((child) => (
                      <fieldset key={child.key} className={styles.entry}>
                        <legend>二级菜单 {child.name + 1}</legend>
                        <EntryFields at={[child.name]} full={[...full, name, "children", child.name]} isSub />
                        <Button size="small" onClick={() => removeChild(child.name)}>
                          删除这个二级菜单
                        </Button>
                      </fieldset>
                    ))}
                    <Space wrap>
                      {children.length < 5 && (
                        <Button size="small" onClick={() => addChild({})}>
                          增加二级菜单
                        </Button>
                      )}
                      <Button size="small" onClick={() => remove(name)}>
                        删除这个一级菜单
                      </Button>
                    </Space>
                  </>
                )}
              </Form.List>
            </fieldset>
          ))}
          {fields.length < 3 && <Button onClick={() => add({ name: "", children: [] })}>增加一级菜单</Button>}
        </>
      )}
    </Form.List>
  );
}

/** A menu that only a group of followers, or phones of one system, see. */
function Conditional({ groups }: { readonly groups: readonly Group[] }) {
  return (
    <Form.List name="conditional">
      {(sets, { add, remove }) => (
        <>
          {sets.map(({ key, name }) => (
            <fieldset key={key} className={styles.entry}>
              <legend>个性化菜单 {name + 1}</legend>
              <Form.Item name={[name, "tagId"]} label="给哪个关注者分组看">
                <Select
                  allowClear
                  placeholder="不限分组"
                  options={groups.map(({ tagId, name: label }) => ({ value: String(tagId), label }))}
                />
              </Form.Item>
              <Form.Item name={[name, "system"]} label="用什么手机">
                <Select allowClear placeholder="不限" options={systems} />
              </Form.Item>
              <Entries at={[name, "buttons"]} full={["conditional", name, "buttons"]} />
              <Button danger onClick={() => remove(name)} style={{ marginTop: 12 }}>
                删除这套个性化菜单
              </Button>
            </fieldset>
          ))}
          <Button onClick={() => add({ buttons: [{ name: "" }] })}>增加个性化菜单</Button>
        </>
      )}
    </Form.List>
  );
}

interface MenuFormProps {
  readonly accountId: string;
  readonly menu: Menu;
  readonly groups: readonly Group[];
  readonly onClose: () => void;
}

/** The default menu, and those for groups of followers (CH-06). */
export function MenuForm({ accountId, menu, groups, onClose }: MenuFormProps) {
  const [form] = Form.useForm<Draft>();
  const save = useAction<MenuDraft, Menu>({
    run: (draft) => saveMenu(accountId, draft),
    done: "已保存，核对后发布",
    refresh: [
      ["official-accounts", accountId, "menu"],
      ["official-accounts", accountId, "mix"],
    ],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Draft>
      form={form}
      width={640}
      title="编辑菜单"
      hint="最多 3 个一级菜单，每个下面最多 5 个二级菜单。保存后还要发布，客户才会看到。"
      initialValues={menu.draft}
      onSubmit={({ buttons = [], conditional = [] }) =>
        save.mutateAsync({ buttons, conditional, version: menu.version })
      }
      onClose={onClose}
    >
      <h3>所有人看到的菜单</h3>
      <Entries at={["buttons"]} full={["buttons"]} />
      <h3>个性化菜单</h3>
      <p className={styles.quiet}>
        符合条件的人看到这一套；同时符合几套时，排在后面的优先。在几个分组里的人，按最后进的分组算。
      </p>
      <Conditional groups={groups} />
    </FormDrawer>
  );
}
