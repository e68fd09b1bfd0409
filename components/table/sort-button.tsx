import { ChevronDown, ChevronUp } from 'lucide';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icon.tsx';

/** The text of a column head that sorts by it. Say the order on the head itself by `aria-sort`. */
export function SortButton({
  sorted,
  onSort,
  children,
}: {
  sorted: 'asc' | 'desc' | false;
  onSort: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={onSort}
      className={`-mx-1 inline-flex h-6 min-w-6 max-w-full cursor-pointer items-center gap-[3px] rounded-chip px-1 hover:bg-hover hover:text-ink ${sorted ? 'text-ink' : ''}`}
    >
      {children}
      {sorted ? <Icon of={sorted === 'asc' ? ChevronUp : ChevronDown} size={12} /> : null}
    </button>
  );
}

/** `aria-sort` of a column head. */
export function ariaSort(sorted: 'asc' | 'desc' | false): 'ascending' | 'descending' | 'none' {
  if (sorted === false) return 'none';
  return sorted === 'asc' ? 'ascending' : 'descending';
}
