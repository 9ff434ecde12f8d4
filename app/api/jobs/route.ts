import { env } from '@/lib/env';
import { rootCause } from '@/lib/errors';
import { runDueJobs } from '@/lib/jobs/run';
import { areSecretsEqual } from '@/lib/keys';

export const dynamic = 'force-dynamic';

/**
 * Runs the jobs that are due, and says which jobs this request has run. For a cron, which sends
 * `Authorization: Bearer` and the CRON_SECRET, as that of Vercel does.
 */
export async function GET({ headers }: Request): Promise<Response> {
  const { CRON_SECRET } = env();
  if (CRON_SECRET === undefined) return answer(404, { error: 'CRON_SECRET is not set' });
  if (!areSecretsEqual(headers.get('authorization') ?? '', `Bearer ${CRON_SECRET}`)) {
    return answer(401, { error: 'wrong secret' });
  }
  try {
    return answer(200, { ran: await runDueJobs() });
  } catch (error) {
    console.error('market: no job can run now:', rootCause(error));
    return answer(503, { error: 'database unreachable' });
  }
}

export const POST = GET;

function answer(status: number, body: object): Response {
  const headers = { 'Cache-Control': 'no-store', ...(status === 401 && BEARER) };
  return Response.json(body, { status, headers });
}

const BEARER = { 'WWW-Authenticate': 'Bearer' };
