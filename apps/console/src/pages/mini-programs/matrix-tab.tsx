import { useQuery } from "@tanstack/react-query";
import { Alert, Select, Skeleton, Tag, Tooltip } from "antd";
import { Link } from "react-router";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { Count } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { FiguresTable } from "./figures-table.tsx";
import { everything, type Matrix, type MatrixProgram, matrixQuery, type Role, saveRole } from "./mini-program-api.ts";
import styles from "./mini-programs.module.css";

function RoleField({ program, roles }: { program: MatrixProgram; roles: Matrix["roles"] }) {
  const can = useCan();
  const save = useAction({ run: saveRole, done: "已写明角色", refresh: everything });
  if (!can("mini_program.write")) {
    const role = roles.find((each) => each.role === program.role);
    return role ? <Tag>{role.name}</Tag> : <span className={styles.quiet}>未写明</span>;
  }
  return (
    <Select<Role>
      aria-label={`${program.name}的角色`}
      size="small"
      style={{ width: 120 }}
      placeholder="写明角色"
      value={program.role}
      loading={save.isPending}
      options={roles.map(({ role, name, job }) => ({ value: role, label: name, title: job }))}
      onChange={(role) => save.mutate({ accountId: program.accountId, role, version: program.version })}
    />
  );
}

/** The people whom mini programs share, and who goes from one to another. */
function Ties({ matrix }: { matrix: Matrix }) {
  const names = new Map(matrix.programs.map(({ appId, name }) => [appId, name]));
  const nameOf = (appId: string) => names.get(appId) ?? appId;
  return (
    <div className={styles.two}>
      <Panel
        title="相互跳转"
        hint="从一个小程序点到另一个；不含返回。来源由小程序在登录或再次打开时带上（fromAppId）。"
        flush
      >
        {matrix.jumps.length === 0 ? (
          <EmptyState compact title="这段时间没有相互跳转">
            在内容、售后小程序里放商城的卡片或按钮，人就会流动起来。
          </EmptyState>
        ) : (
          <ul className={styles.lines}>
            {matrix.jumps.map(({ fromAppId, toAppId, visits, users }) => (
              <li key={`${fromAppId} ${toAppId}`}>
                <span className={styles.main}>
                  {nameOf(fromAppId)} → {nameOf(toAppId)}
                </span>
                <span>
                  {formatExact(visits)} 次 · {formatExact(users)} 人
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title="共同的客户" hint="按 UnionID、手机号认出是同一个人的，才算共同。" flush>
        {matrix.pairs.length === 0 ? (
          <EmptyState compact title="还没有共同的客户">
            把几个小程序绑定到同一个微信开放平台账号，就能按 UnionID 认出同一个人。
          </EmptyState>
        ) : (
          <ul className={styles.lines}>
            {matrix.pairs.map(({ a, b, people }) => (
              <li key={`${a} ${b}`}>
                <span className={styles.main}>
                  {nameOf(a)} + {nameOf(b)}
                </span>
                <span>{formatExact(people)} 人</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

/** 小程序矩阵: roles, people, openings and orders side by side, and what is missing (CH-20). */
export function MatrixTab() {
  const can = useCan();
  const matrix = useQuery(matrixQuery(useLensQuery()));
  if (matrix.isError) return <ErrorState error={matrix.error} onRetry={() => void matrix.refetch()} />;
  if (!matrix.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { programs, roles, advice, people, several, orderHours } = matrix.data;
  if (programs.length === 0)
    return (
      <EmptyState
        title="还没有接入小程序"
        action={can("connection.write") && <Link to="/connections/new">去接入</Link>}
      >
        接入后写明每个小程序的角色：服务入口、售后、内容、经销商门店、商城，这里就能看出客户怎样在它们之间流动。
      </EmptyState>
    );
  return (
    <div className={styles.stack}>
      {advice.length > 0 && (
        <Alert
          type="info"
          showIcon
          title="可以补上的地方"
          description={
            <ul style={{ margin: 0, paddingInlineStart: 18 }}>
              {advice.map(({ text }) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          }
        />
      )}
      <Panel
        title={
          <>
            {programs.length} 个小程序，
            <Count value={people} /> 位客户
          </>
        }
        hint={`其中 ${formatExact(several)} 人用过不止一个。累计客户、有 UnionID、共用是到现在为止，其余按所选时间。`}
        flush
      >
        <FiguresTable
          label="小程序"
          rows={programs}
          rowKey={({ accountId }) => accountId}
          orderHours={orderHours}
          name={(program) => (
            <>
              {program.name} {!program.enabled && <Tag>已停用</Tag>}
            </>
          )}
          more={[
            { key: "role", title: "角色", render: (program) => <RoleField program={program} roles={roles} /> },
            { key: "people", title: "累计客户", render: ({ people: all }) => formatExact(all) },
            {
              key: "phones",
              title: <Tooltip title="这段时间里授权手机号的人数">手机授权</Tooltip>,
              render: ({ phones }) => formatExact(phones),
            },
            {
              key: "withUnionid",
              title: <Tooltip title="有 UnionID 的客户，在公众号、其他小程序里能自动认出">有 UnionID</Tooltip>,
              render: ({ withUnionid }) => formatExact(withUnionid),
            },
            { key: "shared", title: "也用其他", render: ({ shared }) => formatExact(shared) },
          ]}
        />
      </Panel>
      <Ties matrix={matrix.data} />
    </div>
  );
}
