import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Steps } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { accountsQuery, type PlatformCode, platformNames } from "./connection-api.ts";
import styles from "./connections.module.css";
import { SetupStep } from "./setup-step.tsx";
import { stepsFor } from "./setup-steps.tsx";

/** Connecting a platform step by step: what to click there, what to copy, and a live check after each step. */
export function Component() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const accounts = useQuery(accountsQuery);
  if (accounts.isError) return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (!accounts.data) return <PageSkeleton />;
  const platform = (params.get("platform") ?? "wecom") as PlatformCode;
  const steps = stepsFor(platform in platformNames ? platform : "wecom");
  const at = Math.min(Math.max(Number(params.get("step") ?? 0) || 0, 0), steps.length - 1);
  const account = accounts.data.items.find(({ id }) => id === params.get("account"));
  const go = (step: number, accountId = account?.id) =>
    setParams({ platform, step: String(step), ...(accountId && { account: accountId }) }, { replace: true });
  const step = steps[at];
  const isLast = at === steps.length - 1;
  return (
    <>
      <PageHeader
        back={{ to: "/connections", label: "平台接入" }}
        title="接入账号"
        description="左边在平台后台操作，右边在这里填写；每一步都可以马上检查。"
      />
      <div className={styles.stack}>
        {!account && (
          <Segmented<PlatformCode>
            aria-label="平台"
            vertical={isPhone}
            value={platform}
            onChange={(value) => setParams({ platform: value }, { replace: true })}
            options={Object.entries(platformNames).map(([value, label]) => ({ value: value as PlatformCode, label }))}
          />
        )}
        <Steps
          size="small"
          current={at}
          orientation={isPhone ? "vertical" : "horizontal"}
          items={steps.map(({ title }) => ({ title }))}
        />
        {step && (
          <Panel key={step.key} title={step.title} hint={step.hint}>
            <SetupStep step={step} platform={platform} account={account} onAccount={({ id }) => go(at + 1, id)} />
            <div className={styles.foot}>
              {at > 0 && <Button onClick={() => go(at - 1)}>上一步</Button>}
              {isLast ? (
                <Button
                  type="primary"
                  onClick={() => void navigate(account ? `/connections/${account.id}` : "/connections")}
                >
                  完成
                </Button>
              ) : (
                <Button type="primary" disabled={step.key === "account" && !account} onClick={() => go(at + 1)}>
                  下一步
                </Button>
              )}
            </div>
          </Panel>
        )}
      </div>
    </>
  );
}
