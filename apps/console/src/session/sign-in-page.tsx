import { answer } from "@feilun/api-client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api } from "../api/client.ts";
import { forgetLens } from "../lens/use-lens.ts";
import { Logo } from "../shared/brand/logo.tsx";
import { Wheel } from "../shared/brand/wheel.tsx";
import { showFieldErrors } from "../shared/form/field-errors.ts";
import { type DemoAccount, useInstance } from "./instance.ts";
import styles from "./sign-in-page.module.css";
import { WecomSignIn, wecomProblems } from "./wecom-sign-in.tsx";

interface Credentials {
  login: string;
  password: string;
}

/** Only a path of our own: `//evil.example` would leave the site. */
function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/";
}

export function SignInPage() {
  const [form] = Form.useForm<Credentials>();
  const [params] = useSearchParams();
  const refused = params.get("problem");
  const [problem, setProblem] = useState<string | null>(
    refused === null ? null : (wecomProblems[refused] ?? "没有登录成功，请重新登录"),
  );
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: instance } = useInstance();
  useEffect(() => {
    document.title = "登录 · 飞轮";
  }, []);

  const signIn = useMutation({
    mutationFn: (body: Credentials) => answer(api.POST("/api/v1/sign-in", { body })),
    onMutate: () => setProblem(null),
    onSuccess: async () => {
      if (!params.get("next")) forgetLens();
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== "instance" });
      await navigate(safeNext(params.get("next")), { replace: true });
    },
    onError: (error) => setProblem(showFieldErrors(form, error)),
  });

  const enterAs = (account: DemoAccount) => {
    form.setFieldsValue({ login: account.login, password: account.password });
    signIn.mutate({ login: account.login, password: account.password });
  };

  return (
    <div className={styles.page}>
      <section className={styles.story} aria-hidden="true">
        <Wheel className={styles.wheel} />
        <div className={styles.words}>
          <p className={styles.lead}>认识每一位顾客，做好每一次触达</p>
          <p className={styles.sub}>门店、企微、小程序里的同一个人，从此是同一位会员。</p>
        </div>
      </section>
      <main className={styles.side}>
        <div className={styles.box}>
          <div className={styles.brand}>
            <Logo size={40} />
            <div>
              <h1 className={styles.title}>飞轮</h1>
              <div className={styles.instance}>{instance?.name ?? "私域运营平台"}</div>
            </div>
          </div>
          {params.get("next") && !problem && <p className={styles.resume}>登录后会回到你刚才的页面。</p>}
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            size="large"
            onFinish={(values) => signIn.mutate(values)}
          >
            {problem && <Alert type="error" title={problem} showIcon style={{ marginBottom: 16 }} />}
            <Form.Item name="login" label="账号" rules={[{ required: true, message: "请输入账号" }]}>
              <Input autoComplete="username" autoFocus />
            </Form.Item>
            <Form.Item name="password" label="密码" rules={[{ required: true, message: "请输入密码" }]}>
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
              登录
            </Button>
          </Form>
          <WecomSignIn next={safeNext(params.get("next"))} wasRefused={refused !== null} />
          {instance?.demo && (
            <div className={styles.demo}>
              <h2>演示账号，点一下直接进入</h2>
              <ul>
                {instance.demo.accounts.map((account) => (
                  <li key={account.login}>
                    <button type="button" disabled={signIn.isPending} onClick={() => enterAs(account)}>
                      <strong>{account.role}</strong>
                      <span>{account.label}</span>
                    </button>
                  </li>
                ))}
              </ul>
              {instance.notice && <p className={styles.notice}>{instance.notice}</p>}
            </div>
          )}
        </div>
      </main>
    </div>
  );
}
