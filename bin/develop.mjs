// Runs Next's development server in this process. It rebuilds a page when its source changes.
const { HOST, PORT = '3000' } = process.env;
process.env.NEXT_TELEMETRY_DISABLED = '1';
process.argv = [
  process.argv[0] ?? 'node',
  'next',
  'dev',
  '--port',
  PORT,
  ...(HOST ? ['--hostname', HOST] : []),
];
await import('next/dist/bin/next');
