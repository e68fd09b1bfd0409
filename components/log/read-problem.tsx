import { Button } from '../ui/button.tsx';
import { useSaid } from '../ui/use-said.ts';

/** Stands below a log of which some could not be read, and tells screen readers so. */
export function ReadProblem({ words, again }: { words: string; again: () => void }) {
  useSaid(words);
  return (
    <div className="flex items-center gap-3 border-t border-line bg-fail-soft px-[11px] py-1.5 text-meta">
      <span className="min-w-0 flex-1">{words}</span>
      <Button size="sm" onClick={again}>
        Try again
      </Button>
    </div>
  );
}
