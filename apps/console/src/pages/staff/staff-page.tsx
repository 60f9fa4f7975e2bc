import { PlusOutlined } from "@ant-design/icons";
import { Alert, App, Button, Descriptions, Dropdown, Tag } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { AddPostForm, EndPostDialog, ResetPasswordDialog } from "./post-dialogs.tsx";
import {
  type Leaving,
  leaveStaff,
  type Post,
  postKindNames,
  returnStaff,
  revokeSessions,
  type Staff,
  useStaffMember,
} from "./staff-api.ts";
import { EditStaffForm } from "./staff-form.tsx";
import styles from "./staff-page.module.css";

function postState(post: Post, today: string): "over" | "now" | "coming" {
  if (post.toDay !== null && post.toDay < today) return "over";
  return post.fromDay > today ? "coming" : "now";
}

function PostRow({ post, onEnd }: { post: Post; onEnd: (() => void) | null }) {
  const state = postState(post, shopToday());
  return (
    <li data-over={state === "over" || undefined}>
      <div>
        <div>
          {post.unitKind === "store" ? <Link to={`/stores/${post.unitNo}`}>{post.unitName}</Link> : post.unitName} ·{" "}
          {post.roleName}
        </div>
        <div className={styles.sub}>
          {post.fromDay} 起{post.toDay ? `，到 ${post.toDay}` : "，没有结束日"}
        </div>
      </div>
      <div className={styles.end}>
        {post.kind !== "regular" && <Tag>{postKindNames[post.kind]}</Tag>}
        {state === "over" && <Tag>已结束</Tag>}
        {state === "coming" && <Tag color="processing">未开始</Tag>}
        {state === "now" && <Tag color="success">在任</Tag>}
        {onEnd && state !== "over" && (
          <Button size="small" type="text" danger onClick={onEnd}>
            结束
          </Button>
        )}
      </div>
    </li>
  );
}

/** What remains to do after somebody left. */
function leavingWords({ postsEnded, sessionsEnded, storesWithoutContact, apiKeys }: Leaving) {
  return (
    <>
      <p>
        已结束 {postsEnded} 处任职，退出 {sessionsEnded} 台设备。
      </p>
      {storesWithoutContact.length > 0 && <p>这些门店没有对接人了，请重新指定：{storesWithoutContact.join("、")}</p>}
      {apiKeys.length > 0 && <p>这些接口密钥由此人创建，建议更换：{apiKeys.join("、")}</p>}
    </>
  );
}

function Actions({ staff, onDialog }: { staff: Staff; onDialog: (dialog: "edit" | "password" | "post") => void }) {
  const { modal } = App.useApp();
  const refresh = [["staff"], ["stores"], ["organization"], ["roles"]];
  const leave = useAction<void, Leaving>({
    run: () => leaveStaff(staff.id),
    refresh,
    onDone: (result) =>
      void modal.success({ title: `「${staff.name}」已办理离职`, content: leavingWords(result), okText: "知道了" }),
  });
  const comeBack = useAction({ run: () => returnStaff(staff.id), done: "已恢复在职，请重新添加任职", refresh });
  const revoke = useAction<void, { sessionsEnded: number }>({
    run: () => revokeSessions(staff.id),
    done: ({ sessionsEnded }) => (sessionsEnded > 0 ? `已退出 ${sessionsEnded} 台设备` : "没有登录中的设备"),
  });
  if (staff.status === "left") {
    return (
      <Button type="primary" loading={comeBack.isPending} onClick={() => comeBack.mutate()}>
        恢复在职
      </Button>
    );
  }
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "edit", label: "编辑资料", onClick: () => onDialog("edit") },
            { key: "password", label: "重设密码", disabled: !staff.login, onClick: () => onDialog("password") },
            { key: "revoke", label: "退出所有设备", disabled: !staff.login, onClick: () => revoke.mutate() },
            { type: "divider" },
            {
              key: "leave",
              danger: true,
              label: "办理离职",
              onClick: () =>
                void modal.confirm({
                  title: `为「${staff.name}」办理离职？`,
                  content:
                    "账号停用、所有设备退出登录、全部任职今天结束。名下客户仍在，可以之后转给别人。以后可以恢复在职。",
                  okText: "办理离职",
                  okButtonProps: { danger: true },
                  cancelText: "取消",
                  onOk: () => leave.mutateAsync(),
                }),
            },
          ],
        }}
      >
        <Button>更多操作</Button>
      </Dropdown>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => onDialog("post")}>
        添加任职
      </Button>
    </>
  );
}

export function Component() {
  const staffId = useParams().staffId ?? "";
  const can = useCan();
  const staff = useStaffMember(staffId);
  const [dialog, setDialog] = useState<"edit" | "password" | "post" | null>(null);
  const [ending, setEnding] = useState<Post | null>(null);
  if (staff.isError) return <ErrorState error={staff.error} onRetry={() => void staff.refetch()} />;
  if (!staff.data || staff.isPlaceholderData) return <PageSkeleton />;
  const shown = staff.data;
  const mayEdit = can("staff.write");
  const close = () => setDialog(null);
  return (
    <>
      <PageHeader
        back={{ to: "/staff", label: "全部员工" }}
        title={
          <>
            {shown.name} {shown.status === "active" ? <Tag color="success">在职</Tag> : <Tag>离职</Tag>}
          </>
        }
        actions={mayEdit && <Actions staff={shown} onDialog={setDialog} />}
      />
      {shown.mustChangePassword && (
        <Alert type="info" showIcon title="还在用初始密码，下次登录时会被要求修改。" style={{ marginBottom: 16 }} />
      )}
      <div className={styles.stack}>
        <Panel title="资料">
          <Descriptions
            column={{ xs: 1, md: 3 }}
            items={[
              { key: "code", label: "工号", children: shown.code },
              { key: "login", label: "登录名", children: shown.login ?? "不登录" },
              ...(shown.leftOn ? [{ key: "left", label: "离职日期", children: shown.leftOn }] : []),
              {
                key: "members",
                label: "名下客户",
                children: can("member.read") ? <Link to={`/members?guideId=${shown.id}`}>查看</Link> : "—",
              },
            ]}
          />
        </Panel>
        <Panel title="任职" hint="在你能看到的范围内">
          {shown.posts.length === 0 ? (
            <EmptyState compact title="没有任职记录">
              没有任职的人登录后看不到任何数据。
            </EmptyState>
          ) : (
            <ul className={styles.posts}>
              {shown.posts.map((post) => (
                <PostRow key={post.id} post={post} onEnd={mayEdit ? () => setEnding(post) : null} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
      {dialog === "edit" && <EditStaffForm staff={shown} onClose={close} />}
      {dialog === "password" && <ResetPasswordDialog staff={shown} onClose={close} />}
      {dialog === "post" && <AddPostForm staff={shown} onClose={close} />}
      {ending && <EndPostDialog staff={shown} post={ending} onClose={() => setEnding(null)} />}
    </>
  );
}
