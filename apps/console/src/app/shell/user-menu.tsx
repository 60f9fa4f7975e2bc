import { KeyOutlined, LogoutOutlined, SafetyOutlined } from "@ant-design/icons";
import { answer } from "@feilun/api-client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Avatar, Button, Dropdown } from "antd";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client.ts";
import { forgetLens } from "../../lens/use-lens.ts";
import { useMe } from "../../session/me.ts";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import styles from "./user-menu.module.css";

const PasswordDialog = lazy(() =>
  import("../../session/password-dialog.tsx").then((m) => ({ default: m.PasswordDialog })),
);
const SessionsDialog = lazy(() =>
  import("../../session/sessions-dialog.tsx").then((m) => ({ default: m.SessionsDialog })),
);

/** Who I am, and what I can do with my own account. */
export function UserMenu() {
  const me = useMe();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<"password" | "sessions" | null>(me.mustChangePassword ? "password" : null);
  const signOut = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/sign-out", {})),
    onSettled: () => {
      queries.clear();
      forgetLens();
      navigate("/sign-in");
    },
  });
  const role = [...new Set(me.roles.map((each) => each.name))].join("、");

  return (
    <>
      <Dropdown
        trigger={["click"]}
        placement="bottomRight"
        menu={{
          items: [
            { key: "who", type: "group", label: `${me.name} · ${role}` },
            { key: "sessions", icon: <SafetyOutlined />, label: "登录设备", onClick: () => setDialog("sessions") },
            { key: "password", icon: <KeyOutlined />, label: "修改密码", onClick: () => setDialog("password") },
            { type: "divider" },
            { key: "sign-out", icon: <LogoutOutlined />, label: "退出登录", onClick: () => signOut.mutate() },
          ],
        }}
      >
        <Button type="text" className={styles.button} aria-label={`账号：${me.name}`}>
          <Avatar size={28} className={styles.avatar}>
            {me.name.slice(-2)}
          </Avatar>
          {!isPhone && (
            <span className={styles.who}>
              <span className={styles.name}>{me.name}</span>
              <span className={styles.role}>{role}</span>
            </span>
          )}
        </Button>
      </Dropdown>
      <Suspense>
        {dialog === "password" && <PasswordDialog forced={me.mustChangePassword} onClose={() => setDialog(null)} />}
        {dialog === "sessions" && <SessionsDialog onClose={() => setDialog(null)} />}
      </Suspense>
    </>
  );
}
