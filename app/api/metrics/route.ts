import { requireMetricsReader } from '#lib/server/auth/require-metrics.ts';
import { route } from '#lib/server/http/route.ts';
import { readMetrics } from '#lib/server/operations/read-metrics.ts';

/** Counts and measures for Prometheus: with the token of RUNLENS_METRICS_TOKEN, or from this machine. */
export const { GET, POST, PUT, PATCH, DELETE } = route(
  'public',
  {
    GET: async ({ request }) => {
      requireMetricsReader(request.headers);
      const { body, type } = await readMetrics();
      return new Response(body, { headers: { 'content-type': type } });
    },
  },
  { anyHost: true },
);
