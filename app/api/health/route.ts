import { getDatabaseState } from '@/lib/health/queries';
import { VERSION } from '@/lib/version';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const status = await getDatabaseState();
  return Response.json(
    { status, version: VERSION },
    { status: status === 'ready' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
