import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Select, Skeleton, Space } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./official-account.module.css";
import { type Menu, type MenuDraft, menuQuery, publishMenu, saveMenu } from "./official-account-api.ts";

type Entry = Menu["draft"]["buttons"][number];

const types = [
  { value: "view", label: "打开网页" },
  { value: "miniprogram", label: "打开小程序" },
  { value: "click", label: "自动回复" },
];

/** One entry's fields; the type says which of them are asked for. */
function ButtonFields({ path }: { path: (string | number)[] }) {
  const form = Form.useFormInstance();
  const type = Form.useWatch([...path, "type"], form);
  const inner = path.slice(1);
  return (
    <>
      <Form.Item name={[...inner, "name"]} label="名称" rules={[{ required: true, message: "请填写菜单名" }]}>
        <Input />
      </Form.Item>
      <Form.Item name={[...inner, "type"]} label="点击后" tooltip="有二级菜单时不用选">
        <Select allowClear options={types} />
      </Form.Item>
      {(type === "view" || type === "miniprogram") && (
        <Form.Item name={[...inner, "url"]} label={type === "view" ? "网页地址" : "旧版微信打开的网页"}>
          <Input placeholder="https://" />
        </Form.Item>
      )}
      {type === "miniprogram" && (
        <>
          <Form.Item name={[...inner, "appId"]} label="小程序 AppID">
            <Input />
          </Form.Item>
          <Form.Item name={[...inner, "page"]} label="小程序页面">
            <Input />
          </Form.Item>
        </>
      )}
      {type === "click" && (
        <Form.Item name={[...inner, "key"]} label="菜单标识" tooltip="与自动回复里的菜单标识一致">
          <Input />
        </Form.Item>
      )}
    </>
  );
}

function MenuForm({ accountId, menu, onClose }: { accountId: string; menu: Menu; onClose: () => void }) {
  const [form] = Form.useForm<{ buttons: Entry[] }>();
  const save = useAction<MenuDraft, Menu>({
    run: (draft) => saveMenu(accountId, draft),
    done: "已保存，核对后发布",
    refresh: [["official-accounts", accountId, "menu"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer
      form={form}
      title="编辑菜单"
      hint="最多 3 个一级菜单，每个下面最多 5 个二级菜单。保存后还要发布，客户才会看到。"
      initialValues={{ buttons: menu.draft.buttons }}
      onSubmit={({ buttons = [] }) =>
        save.mutateAsync({ buttons, conditional: menu.draft.conditional, version: menu.version })
      }
      onClose={onClose}
    >
      <Form.List name="buttons">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <fieldset key={key} className={styles.entry}>
                <legend>一级菜单 {name + 1}</legend>
                <ButtonFields path={["buttons", name]} />
                <Form.List name={[name, "children"]}>
                  {(children, { add: addChild, remove: removeChild }) => (
                    <>
                      {children.map((child) => (
                        <fieldset key={child.key} className={styles.entry}>
                          <legend>二级菜单 {child.name + 1}</legend>
                          <ChildFields parent={name} index={child.name} />
                          <Button size="small" onClick={() => removeChild(child.name)}>
                            删除这个二级菜单
                          </Button>
                        </fieldset>
                      ))}
                      <Space>
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
    </FormDrawer>
  );
}

/** Fields of a sub-entry: inside the list of its parent, names begin at the sub-entry. */
function ChildFields({ parent, index }: { parent: number; index: number }) {
  const form = Form.useFormInstance();
  const type = Form.useWatch(["buttons", parent, "children", index, "type"], form);
  return (
    <>
      <Form.Item name={[index, "name"]} label="名称" rules={[{ required: true, message: "请填写菜单名" }]}>
        <Input />
      </Form.Item>
      <Form.Item name={[index, "type"]} label="点击后" rules={[{ required: true, message: "请选择" }]}>
        <Select options={types} />
      </Form.Item>
      {(type === "view" || type === "miniprogram") && (
        <Form.Item name={[index, "url"]} label={type === "view" ? "网页地址" : "旧版微信打开的网页"}>
          <Input placeholder="https://" />
        </Form.Item>
      )}
      {type === "miniprogram" && (
        <>
          <Form.Item name={[index, "appId"]} label="小程序 AppID">
            <Input />
          </Form.Item>
          <Form.Item name={[index, "page"]} label="小程序页面">
            <Input />
          </Form.Item>
        </>
      )}
      {type === "click" && (
        <Form.Item name={[index, "key"]} label="菜单标识" tooltip="与自动回复里的菜单标识一致">
          <Input />
        </Form.Item>
      )}
    </>
  );
}

/** The menu that is prepared, what differs from the one that is shown, and publishing (CH-06). */
export function MenuPanel({ accountId }: { accountId: string }) {
  const can = useCan();
  const [isEditing, setEditing] = useState(false);
  const menu = useQuery(menuQuery(accountId));
  const publish = useAction<void, Menu>({
    run: () => publishMenu(accountId),
    done: "已发布，客户手机上几分钟内更新",
    refresh: [["official-accounts", accountId, "menu"]],
  });
  if (menu.isError) return <ErrorState compact error={menu.error} onRetry={() => void menu.refetch()} />;
  if (!menu.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  const { draft, changes, publishedAt } = menu.data;
  const mayWrite = can("official_account.write");
  return (
    <Panel
      title="自定义菜单"
      hint={publishedAt ? <DateTime value={publishedAt} ago /> : "还没有从这里发布过"}
      extra={
        mayWrite && (
          <Space>
            <Button onClick={() => setEditing(true)}>编辑</Button>
            <Button
              type="primary"
              disabled={changes.length === 0}
              loading={publish.isPending}
              onClick={() => publish.mutate()}
            >
              发布
            </Button>
          </Space>
        )
      }
    >
      {draft.buttons.length === 0 && changes.length === 0 ? (
        <EmptyState compact title="还没有菜单">
          菜单是把公众号客户引到小程序最直接的入口。
        </EmptyState>
      ) : (
        <div className={styles.menu}>
          {draft.buttons.map((button) => (
            <div key={button.name}>
              <div className={styles.name}>{button.name}</div>
              {(button.children ?? []).map((child) => (
                <div key={child.name} className={styles.quiet}>
                  {child.name}
                </div>
              ))}
            </div>
          ))}
          {draft.conditional.map((set) => (
            <div key={JSON.stringify(set)}>
              <div className={styles.name}>个性化菜单</div>
              <div className={styles.quiet}>
                {set.tagId ? `标签 ${set.tagId}` : "按手机系统"}：{set.buttons.map(({ name }) => name).join("、")}
              </div>
            </div>
          ))}
        </div>
      )}
      {changes.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={`发布后会改动 ${changes.length} 处`}
          description={
            <ul className={styles.changes}>
              {changes.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          }
        />
      )}
      {isEditing && <MenuForm accountId={accountId} menu={menu.data} onClose={() => setEditing(false)} />}
    </Panel>
  );
}
