import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { splitAddress } from './navigation.ts';

interface PageLinkProps {
  /** Below /app; may carry a query: `/audit/entries?act=read`. */
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly title?: string;
  /** Says that this link is to where one is. */
  readonly current?: boolean;
}

/** A link to another officers' page. */
export function PageLink({ to, children, current = false, ...rest }: PageLinkProps) {
  return (
    <Link
      {...splitAddress(to)}
      {...rest}
      activeProps={{}}
      activeOptions={{ exact: true }}
      aria-current={current ? 'page' : undefined}
    >
      {children}
    </Link>
  );
}
