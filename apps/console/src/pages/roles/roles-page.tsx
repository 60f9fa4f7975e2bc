import { CheckOutlined, CopyOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Tag, Tooltip } from "antd";
import { Fragment, useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { unitKindNames } from "../../shared/organization/units.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { deleteRole, groupPermissions, type PermissionName, type Role, usePermissions, useRoles } from "./role-api.ts";
import { RoleForm } from "./role-form.tsx";
import styles from "./roles-page.module.css";

function Matrix({ roles, permissions }: { roles: readonly Role[]; permissions: readonly PermissionName[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables must scroll by keyboard too
    <div className={styles.scroll} tabIndex={0}>
      <table className={styles.matrix}>
        <caption className="fl-visually-hidden">每个角色的权限</caption>
        <thead>
          <tr>
            <th scope="col">权限</th>
            {roles.map((role) => (
              <th key={role.code} scope="col">
                {role.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groupPermissions(permissions).map((group) => (
            <Fragment key={group.label}>
              <tr className={styles.area}>
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  {group.label}
                </th>
              </tr>
              {group.items.map((permission) => (
                <tr key={permission.code}>
                  <th scope="row">{permission.name}</th>
                  {roles.map((role) => (
                    <td key={role.code}>
                      {role.permissions.includes(permission.code) ? (
                        <CheckOutlined aria-label="可以" className={styles.yes} />
                      ) : (
                        <span className={styles.no} title="不可以">
                          ·
                        </span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RoleCardProps {
  readonly role: Role;
  readonly onEdit: () => void;
  readonly onCopy: () => void;
}

function RoleCard({ role, onEdit, onCopy }: RoleCardProps) {
  const can = useCan();
  const remove = useAction({
    run: () => deleteRole(role.code),
    done: `已删除角色「${role.name}」`,
    refresh: [["roles"]],
    quietFailure: true,
  });
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <strong>{role.name}</strong>
        {role.builtin && <Tag>内置</Tag>}
      </div>
      <p className={styles.duties}>{role.duties || "还没有写职责"}</p>
      <div className={styles.meta}>
        <Link to={`/staff?roleCode=${role.code}`}>{role.holders} 人担任</Link>
        <span>任职于{role.unitKinds.map((kind) => unitKindNames[kind]).join("、")}</span>
      </div>
      {can("role.write") && (
        <div className={styles.cardActions}>
          {role.code === "admin" ? (
            <Tooltip title="系统管理员拥有全部权限，不能修改">
              <Button size="small" icon={<EditOutlined />} disabled>
                编辑
              </Button>
            </Tooltip>
          ) : (
            <Button size="small" icon={<EditOutlined />} onClick={onEdit}>
              编辑
            </Button>
          )}
          <Button size="small" icon={<CopyOutlined />} onClick={onCopy}>
            复制
          </Button>
          {!role.builtin && (
            <ConfirmDanger
              action="删除"
              title={`删除角色「${role.name}」？`}
              button={{ size: "small", type: "text", disabled: role.holders > 0 }}
              onConfirm={() => remove.mutateAsync()}
            >
              只有从来没有人担任过的角色才能删除；删除后不能恢复。
            </ConfirmDanger>
          )}
        </div>
      )}
    </li>
  );
}

export function Component() {
  const can = useCan();
  const isPhone = useIsPhone();
  const roles = useRoles();
  const permissions = usePermissions();
  const [form, setForm] = useState<{ mode: "create" | "edit"; from: Role | null } | null>(null);
  const failed = roles.error ?? permissions.error;
  if (failed) return <ErrorState error={failed} onRetry={() => void roles.refetch()} />;
  if (!roles.data || !permissions.data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="角色权限"
        description="角色说的是能做什么；能看到哪些门店，由员工任职的位置决定。"
        actions={
          can("role.write") && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setForm({ mode: "create", from: null })}>
              新建角色
            </Button>
          )
        }
      />
      <ul className={styles.cards}>
        {roles.data.items.map((role) => (
          <RoleCard
            key={role.code}
            role={role}
            onEdit={() => setForm({ mode: "edit", from: role })}
            onCopy={() => setForm({ mode: "create", from: role })}
          />
        ))}
      </ul>
      {!isPhone && (
        <Panel title="权限对照表" hint="勾选表示可以；修改请编辑对应的角色。" className={styles.matrixPanel}>
          <Matrix roles={roles.data.items} permissions={permissions.data.items} />
        </Panel>
      )}
      {form && <RoleForm {...form} permissions={permissions.data.items} onClose={() => setForm(null)} />}
    </>
  );
}
