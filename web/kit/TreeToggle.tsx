/** Opens and closes what stands below a branch of a tree; `label` says of which. */
export function TreeToggle({
  open,
  label,
  onToggle,
}: {
  open: boolean;
  label: string;
  onToggle: () => void;
}) {
  return (
    <button
      type="button"
      className="mq-tree-toggle"
      aria-expanded={open}
      aria-label={label}
      onClick={onToggle}
    >
      {open ? '▾' : '▸'}
    </button>
  );
}
