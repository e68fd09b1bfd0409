import 'server-only';
import { setTimeout } from 'node:timers/promises';
import type { ArchiveSize } from '../archive/archive.ts';
import { queueLength } from '../archiving/recorder.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { importsUnderWay } from '../imports/import-jobs.ts';
import { countConnections } from '../live/run-frames.ts';
import { countFollowed } from '../live/watch-run.ts';
import { metrics, type Readings } from '../observe/metrics.ts';
import { processState } from '../process-state.ts';
import { callsUnderWay } from '../upstream/call-slots.ts';

/** Counting a large archive takes seconds: it is done so often at most, ms, and waited for so long. */
const SIZE_AGAIN = 60_000;
const PATIENCE = 2_000;

type Size = ArchiveSize & { bytes: number };
type ArchiveReadings = Pick<
  Readings,
  | 'runlens_archive_up'
  | 'runlens_archive_runs'
  | 'runlens_archive_whole_runs'
  | 'runlens_archive_objects'
  | 'runlens_archive_file_bytes'
  | 'runlens_archive_bytes'
>;

const counted = () =>
  processState('archive-counted', () => ({ at: 0, last: null as Size | null, counting: null as Promise<void> | null }));

/** Everything that is counted and measured of this process and its archive, in the text format of Prometheus. */
export async function readMetrics(): Promise<{ body: string; type: string }> {
  const archive = await archiveReadings();
  return metrics().text({
    runlens_followers: countFollowed(),
    runlens_live_connections: countConnections(),
    runlens_upstream_calls_in_flight: callsUnderWay(),
    runlens_keep_queue: await queueLength(),
    runlens_imports_in_flight: importsUnderWay(),
    ...archive,
  });
}

async function archiveReadings(): Promise<ArchiveReadings> {
  const { up, size } = await archiveSize();
  return {
    runlens_archive_up: up,
    runlens_archive_runs: size?.runs ?? null,
    runlens_archive_whole_runs: size?.whole ?? null,
    runlens_archive_objects: size?.objects ?? null,
    runlens_archive_file_bytes: size?.fileBytes ?? null,
    runlens_archive_bytes: size?.bytes ?? null,
  };
}

/** What was counted last; null where nothing was yet. */
async function archiveSize(): Promise<{ up: number | null; size: Size | null }> {
  const memory = counted();
  const late = setTimeout(PATIENCE, 'late' as const, { ref: false });
  const asked = theArchive().then(async (archive) => {
    if (!archive) return null;
    const { bytes } = await archive.check();
    if (Date.now() - memory.at > SIZE_AGAIN) {
      memory.at = Date.now();
      memory.counting = archive.size().then(
        (size) => void (memory.last = { ...size, bytes }),
        // Tried again by the next reading.
        () => void (memory.at = 0),
      );
    }
    await memory.counting;
    return 1;
  });
  try {
    const up = await Promise.race([asked, late]);
    return up === null ? { up, size: null } : { up: 1, size: memory.last };
  } catch {
    return { up: 0, size: null };
  }
}
