import { z } from 'zod';

const FILE_OR_SERVER = /^(file:.+|https?:\/\/.+|libsql:\/\/.+)$/;

const serverSchema = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce
    .number('PORT must be a number from 1 to 65535.')
    .int('PORT must be a number from 1 to 65535.')
    .min(1, 'PORT must be a number from 1 to 65535.')
    .max(65_535, 'PORT must be a number from 1 to 65535.')
    .default(3000),
  /** The address to listen on. Absent = all addresses of the machine, IPv4 and IPv6. */
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
  /** The secret that a caller of `/api/jobs` sends. Absent = the address does not exist. */
  CRON_SECRET: z
    .string()
    .min(16, 'CRON_SECRET must be a random text of at least 16 characters.')
    .optional(),
  /** The time zone for dates and months. Absent = the time zone of the machine. */
  TZ: z
    .string()
    .refine(isTimeZone, {
      error: ({ input }) =>
        `TZ must be a time zone, such as Europe/Berlin, or empty; “${input}” is none.`,
    })
    .optional(),
});

export type Env = z.infer<typeof serverSchema>;

/** A wrong environment variable. The message is a sentence for the operator. */
export class EnvError extends Error {}

const databaseSchema = serverSchema.pick({ DATABASE_URL: true, DATABASE_AUTH_TOKEN: true });

/**
 * Checks the environment variables of a server. Empty values count as absent. AUTH_SECRET is used when
 * SECRET_KEY is absent.
 * @throws EnvError a sentence about the first wrong variable
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  return parse(serverSchema, { ...source, SECRET_KEY: source.SECRET_KEY || source.AUTH_SECRET });
}

/** Checks only the variables of the database, for tools without a server. @throws EnvError */
export function readDatabaseEnv(source: Record<string, string | undefined>) {
  return parse(databaseSchema, source);
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  source: Record<string, string | undefined>,
) {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value));
  const result = schema.safeParse(present);
  if (!result.success) throw new EnvError(result.error.issues[0]?.message);
  return result.data;
}

// POSIX systems also allow a leading colon, and the absolute path of a zone file.
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

let cachedEnv: Env | undefined;

/** The checked environment of this process. The first call reads it. @throws EnvError */
export function env(): Env {
  cachedEnv ??= readEnv(process.env);
  return cachedEnv;
}
