import { useQueryClient } from '@tanstack/react-query';
import { deleteKeptSource } from '#lib/client/source-queries.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { toast } from '../ui/toast.ts';
import { ConfirmButton } from './confirm-dialog.tsx';

/** Deletes everything that is kept of a source, once that was confirmed. */
export function DeleteSource({ source }: { source: string }) {
  const client = useQueryClient();
  return (
    <ConfirmButton
      label="Delete all"
      name={`Delete all kept of ${source}`}
      title="Delete everything kept of this source?"
      action="Delete all"
      does={async () => {
        await deleteKeptSource(client, source);
        toast(`Deleted what was kept of ${source}`);
      }}
    >
      Runs, steps, messages, files and share links of <Untrusted text={source} className="font-mono" /> are deleted from
      the archive; what is left at the source itself is not touched. What only the archive has, such as imported runs,
      is lost for good unless you export it first.
    </ConfirmButton>
  );
}
