import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { AccountForm } from "./account-form.tsx";
import { CallbackKeys } from "./callback-keys.tsx";
import {
  type Account,
  accountsQuery,
  examinationQuery,
  type PlatformCode,
  publicAddressQuery,
} from "./connection-api.ts";
import styles from "./connections.module.css";
import { CopyLine } from "./copy-line.tsx";
import { useExamine } from "./doctor-panel.tsx";
import { Findings } from "./findings.tsx";
import { PublicAddressForm } from "./public-address-form.tsx";
import type { Step } from "./setup-steps.tsx";

interface SetupStepProps {
  readonly step: Step;
  readonly platform: PlatformCode;
  readonly account: Account | undefined;
  readonly onAccount: (account: Account) => void;
}

/** What to click there, what to enter or copy here, and whether it is right. */
export function SetupStep({ step, platform, account, onAccount }: SetupStepProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.columns}>
      <div>
        <ol className={styles.clicks}>
          {step.clicks.map((click, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <li key={index}>{click}</li>
          ))}
        </ol>
      </div>
      <div className={styles.stack}>
        {step.content === "address" && <PublicAddressForm />}
        {step.content === "account" && (
          <div>
            {account && (
              <p>
                已填写：{account.name}（{account.accountId}）
              </p>
            )}
            <Button type={account ? "default" : "primary"} onClick={() => setOpen(true)}>
              {account ? "修改" : "填写账号与密钥"}
            </Button>
          </div>
        )}
        {step.content === "contact_sync" && account && <ContactSync account={account} />}
        {step.content === "callback" && account && (
          <div>
            <CallbackKeys account={account} />
          </div>
        )}
        {step.content === "pages" && <Pages account={account} />}
        {step.checks.length > 0 && account && <Check account={account} checks={step.checks} />}
      </div>
      {isOpen && (
        <AccountForm
          account={account}
          platform={platform}
          onClose={() => setOpen(false)}
          onDone={(saved) => {
            setOpen(false);
            if (!account) onAccount(saved);
          }}
        />
      )}
    </div>
  );
}

/** What the doctor says about the contact-sync secret. */
const syncChecks = ["trusted_ip", "secret", "directory"];

/** The company's second secret, which reads the whole directory. */
function ContactSync({ account }: { account: Account }) {
  const [isOpen, setOpen] = useState(false);
  const accounts = useQuery(accountsQuery);
  const sync = accounts.data?.items.find(
    ({ purpose, accountId }) => purpose === "contact_sync" && accountId === account.accountId,
  );
  return (
    <div className={styles.stack}>
      <div>
        {sync && (
          <p>
            已填写：{sync.name}（{sync.accountId}）
          </p>
        )}
        <Button type={sync ? "default" : "primary"} onClick={() => setOpen(true)}>
          {sync ? "修改" : "填写 Secret"}
        </Button>
      </div>
      {sync && <Check account={sync} checks={syncChecks} />}
      {isOpen && (
        <AccountForm
          account={sync}
          syncOf={account}
          platform="wecom"
          onClose={() => setOpen(false)}
          onDone={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function Pages({ account }: { account: Account | undefined }) {
  const address = useQuery(publicAddressQuery);
  const base = address.data?.url || window.location.origin;
  return (
    <div>
      <CopyLine label="可信域名与授权回调域" text={new URL(base).host} />
      <CopyLine label="侧边栏地址" text={`${base}/sidebar${account ? `?account=${account.id}` : ""}`} />
      <CopyLine label="应用主页（导购工作台）" text={`${base}/workbench`} />
    </div>
  );
}

function Check({ account, checks }: { account: Account; checks: readonly string[] }) {
  const last = useQuery(examinationQuery(account.id));
  const run = useExamine(account.id);
  const found = (last.data?.last?.findings ?? []).filter(({ check }) => checks.includes(check));
  return (
    <div>
      <Button loading={run.isPending} onClick={() => run.mutate()}>
        检查这一步
      </Button>
      <Findings findings={found} />
    </div>
  );
}
