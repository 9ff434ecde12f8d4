import { z } from 'zod';

const FILE_OR_SERVER = /^(file:.+|https?:\/\/.+|libsql:\/\/.+)$/;

const schema = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce
    .number('PORT must be a number from 1 to 65535.')
    .int('PORT must be a number from 1 to 65535.')
    .min(1, 'PORT must be a number from 1 to 65535.')
    .max(65_535, 'PORT must be a number from 1 to 65535.')
    .default(3000),
  /** The address to listen at; absent, all addresses of the machine, IPv4 and IPv6. */
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'HOST must be an address or a host name, such as 127.0.0.1 or 0.0.0.0.')
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(FILE_OR_SERVER, 'DATABASE_URL must start with file:, libsql://, http:// or https://.')
    .default('file:data/market.db'),
  DATABASE_AUTH_TOKEN: z.string().optional(),
  SECRET_KEY: z
    .string('SECRET_KEY must be set to a random text of at least 32 characters.')
    .min(32, 'SECRET_KEY must be a random text of at least 32 characters.'),
  TRUSTED_PROXIES: z.coerce
    .number('TRUSTED_PROXIES must be the number of proxies in front of the market, from 0 to 9.')
    .int('TRUSTED_PROXIES must be the number of proxies in front of the market, from 0 to 9.')
    .min(0, 'TRUSTED_PROXIES must be the number of proxies in front of the market, from 0 to 9.')
    .max(9, 'TRUSTED_PROXIES must be the number of proxies in front of the market, from 0 to 9.')
    .optional(),
  VERCEL: z.string().optional(),
  /** What a caller of `/api/jobs` must know; absent, there is no such address. */
  CRON_SECRET: z
    .string()
    .min(16, 'CRON_SECRET must be a random text of at least 16 characters.')
    .optional(),
  /** The time zone of dates and months; absent, the machine's. */
  TZ: z
    .string()
    .refine(isTimeZone, {
      error: ({ input }) =>
        `TZ must be a time zone, such as Europe/Berlin, or empty; “${input}” is none.`,
    })
    .optional(),
});

export type Env = z.infer<typeof schema>;

/** A value of the environment that the market can't run with; the message is for its operator. */
export class EnvError extends Error {}

const databaseSchema = schema.pick({ DATABASE_URL: true, DATABASE_AUTH_TOKEN: true });

/**
 * The environment, checked. Empty values count as absent; AUTH_SECRET stands in for SECRET_KEY.
 * @throws EnvError one sentence that names the variable
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  return read(schema, { ...source, SECRET_KEY: source.SECRET_KEY || source.AUTH_SECRET });
}

/** The part of the environment that a tool without a server needs. @throws EnvError */
export function readDatabaseEnv(source: Record<string, string | undefined>) {
  return read(databaseSchema, source);
}

function read<Schema extends z.ZodType>(of: Schema, source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value));
  const result = of.safeParse(given);
  if (!result.success) throw new EnvError(result.error.issues[0]?.message);
  return result.data;
}

// Systems also write a colon before it, and may name a file of theirs.
function isTimeZone(value: string): boolean {
  const timeZone = value.replace(/^:/, '');
  if (timeZone.startsWith('/')) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

let known: Env | undefined;

/** The environment of this process, read once. @throws EnvError */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}
