import { MenuOutlined } from "@ant-design/icons";
import { Button, Drawer } from "antd";
import { Suspense, useEffect, useState } from "react";
import { Link, Outlet, useLocation } from "react-router";
import { PeriodPicker } from "../../lens/period-picker.tsx";
import { UnitPicker } from "../../lens/unit-picker.tsx";
import { useLensInAddress } from "../../lens/use-lens.ts";
import { useInstance } from "../../session/instance.ts";
import { useCan, useMe } from "../../session/me.ts";
import { Logo } from "../../shared/brand/logo.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { Forbidden } from "../forbidden.tsx";
import { usePageHandle } from "../page-handle.ts";
import { DemoNote } from "./demo-note.tsx";
import { NavigationList } from "./navigation-list.tsx";
import { NoticeBell } from "./notice-bell.tsx";
import { QuickSearch } from "./quick-search.tsx";
import styles from "./shell.module.css";
import { UserMenu } from "./user-menu.tsx";

function Brand() {
  const { data: instance } = useInstance();
  return (
    <Link to="/" className={styles.brand}>
      <Logo size={34} />
      <span>
        <div className={styles.brandName}>飞轮</div>
        {instance && instance.name !== "飞轮" && <div className={styles.brandSub}>{instance.name}</div>}
      </span>
    </Link>
  );
}

function LensControls() {
  const { lens } = usePageHandle();
  return (
    <>
      {lens?.unit && <UnitPicker />}
      {lens?.period && <PeriodPicker />}
    </>
  );
}

/** The frame of every page behind sign-in: menu, top bar, and the page itself. */
export function Shell() {
  const isPhone = useIsPhone();
  const can = useCan();
  const { mustChangePassword } = useMe();
  const { pathname } = useLocation();
  const { title, permission, lens } = usePageHandle();
  const [menuOpen, setMenuOpen] = useState(false);
  useLensInAddress(lens);

  useEffect(() => {
    document.title = title ? `${title} · 飞轮` : "飞轮";
  }, [title]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts at its top
  useEffect(() => window.scrollTo(0, 0), [pathname]);

  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        跳到正文
      </a>
      {!isPhone && (
        <aside className={styles.side}>
          <Brand />
          <NavigationList />
          <DemoNote />
        </aside>
      )}
      <div className={styles.main}>
        <div className={styles.bar}>
          {isPhone && (
            <>
              <Button type="text" aria-label="打开菜单" icon={<MenuOutlined />} onClick={() => setMenuOpen(true)} />
              <div className={styles.barTitle}>{title}</div>
              <Drawer
                open={menuOpen}
                onClose={() => setMenuOpen(false)}
                placement="left"
                size={280}
                title={null}
                closable={false}
              >
                <Brand />
                <NavigationList onChoose={() => setMenuOpen(false)} />
                <DemoNote />
              </Drawer>
            </>
          )}
          {!isPhone && <LensControls />}
          <div className={styles.barEnd}>
            <QuickSearch />
            <NoticeBell />
            <UserMenu />
          </div>
        </div>
        {isPhone && (lens?.unit || lens?.period) && (
          <div className={styles.lensRow}>
            <LensControls />
          </div>
        )}
        <main id="content" className={styles.content} tabIndex={-1}>
          <Suspense fallback={<PageSkeleton />}>
            {mustChangePassword ? null : can(permission) ? <Outlet /> : <Forbidden />}
          </Suspense>
        </main>
      </div>
    </div>
  );
}
