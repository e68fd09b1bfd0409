import { Upload } from 'lucide';
import { Icon } from '../ui/icon.tsx';

/** Lies over the page while files are dragged above it. */
export function DropHint() {
  return (
    <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-canvas/80 p-6">
      <div className="grid w-full max-w-[560px] justify-items-center gap-2 rounded-pop border-2 border-dashed border-accent bg-raised px-6 py-12 text-center shadow-pop">
        <Icon of={Upload} size={22} className="text-accent" />
        <p className="text-lead font-semibold tracking-[-0.012em]">Drop to import</p>
        <p className="text-ink-2">Files, folders and zips of runs, recorded traffic or Runlens exports</p>
      </div>
    </div>
  );
}
