import { useContext, type MouseEvent, type ReactNode } from 'react';
import { RouterBase, useGo } from './router.ts';

interface LinkProps {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly current?: boolean;
}

/** A link to another citizens' page, without loading a document. */
export function Link({ to, children, className, current = false }: LinkProps) {
  const base = useContext(RouterBase);
  const go = useGo();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a
      href={base + (to === '/' && base ? '' : to)}
      className={className}
      onClick={follow}
      aria-current={current ? 'page' : undefined}
    >
      {children}
    </a>
  );
}
