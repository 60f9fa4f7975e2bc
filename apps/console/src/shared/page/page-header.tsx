import { LeftOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./page-header.module.css";

interface PageHeaderProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** At most one primary button. */
  readonly actions?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
}

export function PageHeader({ title, description, actions, back }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div>
        {back && (
          <Link className={styles.back} to={back.to}>
            <LeftOutlined /> {back.label}
          </Link>
        )}
        <h1 className={styles.title}>{title}</h1>
        {description && <p className={styles.description}>{description}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
