import { resolve } from 'node:path'
import { z } from 'zod'
import { type LogLevel, logLevels } from './log.ts'

/** An environment variable that cannot be used; the message is one line for the operator. */
export class BadEnvironment extends Error {}

const port = z.coerce.number().int().min(1).max(65535)

/** Names from the standard (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). */
const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

/** In characters: readers hold what it signs, and could try out short ones. */
export const shortestFormSecret = 32

const variables = {
  PORT: port.default(3000),
  HOST: z
    .string()
    .min(1)
    .regex(/^[\w.:-]+$/)
    .optional(),
  SITE_URL: z.string().refine(isOrigin).optional(),
  CONTENT_DIR: z.string().min(1).default('./content'),
  DATA_DIR: z.string().min(1).default('./.data'),
  PUBLISH_SECRET: z.string().min(16).optional(),
  PUBLISH_PULL: z.enum(['yes', 'no']).default('no'),
  PURGE_URLS: z
    .string()
    .transform((list) => list.split(',').map((url) => url.trim()))
    .refine((urls) => urls.every((url) => /^https?:\/\/[^\s]+$/.test(url) && URL.canParse(url)))
    .default([]),
  PURGE_SECRET: z
    .string()
    .min(16)
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
  STATE_DIR: z.string().min(1).default('./.state'),
  FORM_SECRET: z.string().min(shortestFormSecret).optional(),
  PAGE_CACHE_MB: z.coerce.number().int().min(1).max(65_536).default(128),
  PICTURE_CACHE_MB: z.coerce.number().int().min(1).max(1_048_576).default(1024),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
  OPERATIONS_PORT: port.optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().refine(isHttpUrl).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().refine(isHttpUrl).optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(['http/json', 'http/protobuf']).optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).optional(),
  OTEL_TRACES_SAMPLER: z.enum(samplers).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
}

/** All of them, as they may stand in a file of settings. */
export const variableNames: ReadonlySet<string> = new Set(Object.keys(variables))

function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^/?#@\\\s]+\/?$/.test(text)) return false
  return URL.canParse(text)
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^/?#\s]/.test(text) && URL.canParse(text)
}

const collectorAdvice = 'the address of the collector, such as http://127.0.0.1:4318'

const advice: Record<keyof typeof variables, string> = {
  PORT: 'a port between 1 and 65535',
  HOST: 'a host name or address to listen on, such as 127.0.0.1',
  SITE_URL: 'the public origin, such as https://news.example, without a path',
  CONTENT_DIR: 'the folder that holds site.yaml',
  DATA_DIR: 'a folder the server may write to',
  PUBLISH_SECRET: 'at least 16 characters that nobody can guess',
  PUBLISH_PULL: 'yes or no',
  PURGE_URLS: 'the addresses of the caches in front, with commas between them',
  PURGE_SECRET: 'at least 16 characters that nobody can guess, without spaces',
  STATE_DIR: 'a folder the server may write to, for what must last',
  FORM_SECRET: `at least ${shortestFormSecret} characters that nobody can guess, the same on all servers`,
  PAGE_CACHE_MB: 'the memory pages may take, in megabytes',
  PICTURE_CACHE_MB: 'the disk space pictures may take, in megabytes',
  METRICS_TOKEN: 'at least 16 characters that nobody can guess, without spaces',
  OPERATIONS_PORT: 'a port between 1 and 65535 that is not PORT',
  LOG_LEVEL: `one of ${logLevels.join(', ')}`,
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorAdvice,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collectorAdvice}/v1/traces`,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json, which is how traces are sent',
  OTEL_TRACES_EXPORTER: 'otlp or none',
  OTEL_TRACES_SAMPLER: `one of ${samplers.join(', ')}`,
  OTEL_TRACES_SAMPLER_ARG: 'the part of the traces to keep, between 0 and 1',
}

/** What to say about an invalid one, because even then a secret must not be shown. */
const secrets: Readonly<Record<string, string>> = {
  PUBLISH_SECRET: 'too short',
  FORM_SECRET: 'too short',
  PURGE_SECRET: 'too short, or not plain letters and signs',
  METRICS_TOKEN: 'too short, or not plain letters and signs',
}

export type Environment = {
  port: number
  /** The address to listen on, if set. */
  host?: string
  /** The public origin, without a trailing slash. */
  siteUrl: string
  /** Absolute. */
  contentDir: string
  /** Absolute; can be deleted and is made again. */
  dataDir: string
  /** Key of the signatures of `POST /publish`; without it the URL does not exist. */
  publishSecret?: string
  /** Whether a call of `/publish` also pulls new commits. */
  publishPulls: boolean
  /** Caches in front, to purge by surrogate key. */
  purgeUrls: string[]
  /** The secret they require before they purge anything. */
  purgeSecret?: string
  /** Absolute; records that must last, such as those of readers' choices. Nothing in it is ever deleted. */
  stateDir: string
  /** The secret that signs receipts; if unset, one is made and kept in `stateDir`. See lib/runtime/form-secret. */
  formSecret?: string
  /** The most memory that cached pages may take, in bytes. */
  pageCacheBytes: number
  /** The most disk space that finished pictures may take, in bytes. */
  pictureCacheBytes: number
  /** A request with this token may read `/metrics` and the details of `/readyz`. */
  metricsToken?: string
  /** A port for this machine alone, which also serves `/metrics` and the details of `/readyz`; without it, there is none. */
  operationsPort?: number
  logLevel: LogLevel
  /** Which traces are sent; if unset, OpenTelemetry is not even loaded. */
  tracing?: TraceSettings
}

export type TraceSettings = {
  sampler: (typeof samplers)[number]
  /** The share of traces that a sampler by ratio keeps, between 0 and 1. */
  ratio: number
}

/**
 * Reads and checks the environment.
 *
 * @throws BadEnvironment with the variable's name, its value and what it should be
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const read = <Name extends keyof typeof variables>(name: Name): z.output<(typeof variables)[Name]> => {
    // Compose files and CI often set a variable to nothing when they mean to leave it out.
    const result = variables[name].safeParse(env[name] || undefined)
    if (result.success) return result.data as z.output<(typeof variables)[Name]>
    const wrong = secrets[name] ?? JSON.stringify(env[name])
    throw new BadEnvironment(`${name} is ${wrong}. Set it to ${advice[name]}, or leave it out.`)
  }
  const listenPort = read('PORT')
  const host = read('HOST')
  const publishSecret = read('PUBLISH_SECRET')
  const purgeSecret = read('PURGE_SECRET')
  const metricsToken = read('METRICS_TOKEN')
  const formSecret = read('FORM_SECRET')
  const operationsPort = read('OPERATIONS_PORT')
  if (operationsPort === listenPort)
    throw new BadEnvironment(
      `OPERATIONS_PORT is ${operationsPort}, and so is PORT. Set it to ${advice.OPERATIONS_PORT}, or leave it out.`,
    )
  const endpoint = read('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? read('OTEL_EXPORTER_OTLP_ENDPOINT')
  const exporter = read('OTEL_TRACES_EXPORTER') ?? (endpoint === undefined ? 'none' : 'otlp')
  read('OTEL_EXPORTER_OTLP_PROTOCOL')
  const sampler = read('OTEL_TRACES_SAMPLER')
  const ratio = read('OTEL_TRACES_SAMPLER_ARG')
  return {
    port: listenPort,
    ...(host && { host }),
    siteUrl: new URL(read('SITE_URL') ?? `http://localhost:${listenPort}`).origin,
    contentDir: resolve(/* turbopackIgnore: true */ read('CONTENT_DIR')),
    dataDir: resolve(/* turbopackIgnore: true */ read('DATA_DIR')),
    ...(publishSecret !== undefined && { publishSecret }),
    publishPulls: read('PUBLISH_PULL') === 'yes',
    purgeUrls: read('PURGE_URLS'),
    ...(purgeSecret !== undefined && { purgeSecret }),
    stateDir: resolve(/* turbopackIgnore: true */ read('STATE_DIR')),
    ...(formSecret !== undefined && { formSecret }),
    pageCacheBytes: read('PAGE_CACHE_MB') * 1024 * 1024,
    pictureCacheBytes: read('PICTURE_CACHE_MB') * 1024 * 1024,
    ...(metricsToken !== undefined && { metricsToken }),
    ...(operationsPort !== undefined && { operationsPort }),
    logLevel: read('LOG_LEVEL'),
    ...(exporter === 'otlp' && { tracing: { sampler, ratio } }),
  }
}
