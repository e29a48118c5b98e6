import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BadEnvironment, readEnvironment } from './environment.ts'

const defaults = {
  port: 3000,
  siteUrl: 'http://localhost:3000',
  contentDir: resolve('content'),
  dataDir: resolve('.data'),
  publishPulls: false,
  purgeUrls: [],
  stateDir: resolve('.state'),
  pageCacheBytes: 128 * 1024 * 1024,
  pictureCacheBytes: 1024 * 1024 * 1024,
  logLevel: 'info',
}

/** What the operator is told; undefined when the environment is valid. */
function complaint(env: Record<string, string>): string | undefined {
  try {
    readEnvironment(env)
    return undefined
  } catch (error) {
    if (error instanceof BadEnvironment) return error.message
    throw error
  }
}

describe('readEnvironment', () => {
  it('has defaults for everything', () => {
    expect(readEnvironment({})).toEqual(defaults)
  })

  it('treats an empty variable as one that is not set', () => {
    const empty = { PORT: '', HOST: '', SITE_URL: '', CONTENT_DIR: '', DATA_DIR: '', STATE_DIR: '' }
    expect(readEnvironment(empty)).toEqual(defaults)
  })

  it('reads what is set', () => {
    const env = {
      PORT: '8080',
      HOST: '127.0.0.1',
      CONTENT_DIR: '/srv/news',
      DATA_DIR: 'x/../data',
      PUBLISH_SECRET: 'nobody can guess it',
      PUBLISH_PULL: 'yes',
      PURGE_URLS: 'http://10.0.0.1:6081/, https://cache.example',
      PURGE_SECRET: 'nobody-guesses-it',
      STATE_DIR: '/srv/state',
      FORM_SECRET: 'nobody can guess it, not even offline',
      PAGE_CACHE_MB: '1',
      PICTURE_CACHE_MB: '2',
      METRICS_TOKEN: 'nobody-can-guess-it',
      OPERATIONS_PORT: '9100',
      LOG_LEVEL: 'warn',
    }
    expect(readEnvironment(env)).toEqual({
      port: 8080,
      host: '127.0.0.1',
      siteUrl: 'http://localhost:8080',
      contentDir: '/srv/news',
      dataDir: resolve('data'),
      publishSecret: 'nobody can guess it',
      publishPulls: true,
      purgeUrls: ['http://10.0.0.1:6081/', 'https://cache.example'],
      purgeSecret: 'nobody-guesses-it',
      stateDir: '/srv/state',
      formSecret: 'nobody can guess it, not even offline',
      pageCacheBytes: 1024 * 1024,
      pictureCacheBytes: 2 * 1024 * 1024,
      metricsToken: 'nobody-can-guess-it',
      operationsPort: 9100,
      logLevel: 'warn',
    })
  })

  it.each(['1', '80', '65535'])('listens on port %s', (port) => {
    expect(readEnvironment({ PORT: port }).port).toBe(Number(port))
  })

  it.each(['localhost', '0.0.0.0', '::1', 'news-1.internal'])('listens on %s', (host) => {
    expect(readEnvironment({ HOST: host }).host).toBe(host)
  })

  it.each([
    ['https://news.example', 'https://news.example'],
    ['https://news.example/', 'https://news.example'],
    ['https://News.Example:443', 'https://news.example'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['https://[::1]:8443', 'https://[::1]:8443'],
    ['https://新闻.example', 'https://xn--efvy88h.example'],
  ])('takes the origin %s', (url, expected) => {
    expect(readEnvironment({ SITE_URL: url }).siteUrl).toBe(expected)
  })

  it.each([
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', 'abc'],
    ['PORT', '3000.5'],
    ['PORT', '3000 4000'],
    ['PORT', ' '],
    ['PORT', 'NaN'],
    ['PORT', '30\n00'],
    ['PUBLISH_PULL', 'maybe'],
    ['PURGE_URLS', 'cache.example'],
    ['PURGE_URLS', 'http://a.example, b'],
    ['PURGE_URLS', 'http://'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'grpc://collector:4317'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', '/v1/traces'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_TRACES_EXPORTER', 'zipkin'],
    ['OTEL_TRACES_SAMPLER', 'some'],
    ['OTEL_TRACES_SAMPLER_ARG', '2'],
    ['OTEL_TRACES_SAMPLER_ARG', 'half'],
    ['OPERATIONS_PORT', '0'],
    ['OPERATIONS_PORT', 'yes'],
    ['HOST', 'a b'],
    ['HOST', 'http://a.example'],
    ['HOST', '0.0.0.0\nx'],
    ['SITE_URL', 'news.example'],
    ['SITE_URL', '//news.example'],
    ['SITE_URL', 'https://'],
    ['SITE_URL', 'https://news.example/path'],
    ['SITE_URL', 'https://news.example//'],
    ['SITE_URL', 'https://news.example\\path'],
    ['SITE_URL', 'https://news.example?query'],
    ['SITE_URL', 'https://news.example/#fragment'],
    ['SITE_URL', 'https://user@news.example'],
    ['SITE_URL', 'https://user:password@news.example'],
    ['SITE_URL', 'https://news.example:99999'],
    ['SITE_URL', 'https://news .example'],
    ['SITE_URL', 'https://news.example\n'],
    ['SITE_URL', 'https://[::1'],
    ['SITE_URL', 'ftp://news.example'],
    ['SITE_URL', 'javascript:alert(1)'],
    ['SITE_URL', 'javascript://news.example/%0aalert(1)'],
    ['SITE_URL', 'data:text/html,x'],
  ])('says in one line that %s cannot be %j', (name, value) => {
    const message = complaint({ [name]: value })
    expect(message).toMatch(new RegExp(`^${name} is ".*"\\. Set it to .*, or leave it out\\.$`))
  })

  it.each([
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' },
      { sampler: 'parentbased_always_on', ratio: 1 },
    ],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://观测.example/v1/traces' }, { ratio: 1 }],
    [
      { OTEL_TRACES_EXPORTER: 'otlp', OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.01' },
      { sampler: 'traceidratio', ratio: 0.01 },
    ],
  ])('traces when told to by %j', (env, tracing) => {
    expect(readEnvironment(env).tracing).toMatchObject(tracing)
  })

  it.each([
    [{}],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_TRACES_EXPORTER: 'none' }],
  ])('does not trace when told %j', (env) => {
    expect(readEnvironment(env).tracing).toBeUndefined()
  })

  it('says what to set', () => {
    expect(complaint({ PORT: 'abc' })).toBe(
      'PORT is "abc". Set it to a port between 1 and 65535, or leave it out.',
    )
  })

  it.each([
    [{ PORT: '8080', OPERATIONS_PORT: '8080' }, '8080'],
    [{ OPERATIONS_PORT: '3000' }, '3000'],
  ])('serves nothing private where readers can reach it, as with %j', (env, port) => {
    expect(complaint(env)).toBe(
      `OPERATIONS_PORT is ${port}, and so is PORT. Set it to a port between 1 and 65535 that is not PORT, or leave it out.`,
    )
  })

  it('says that a secret is too short without showing it', () => {
    expect(complaint({ PUBLISH_SECRET: 'short' })).toBe(
      'PUBLISH_SECRET is too short. Set it to at least 16 characters that nobody can guess, or leave it out.',
    )
  })

  describe.each(['METRICS_TOKEN', 'PURGE_SECRET'])('%s', (name) => {
    it.each(['short', 'with a space in it', 'كلمة سر طويلة بما يكفي', '一个足够长的口令一个足够长的口令'])(
      'cannot be %j, which is not shown',
      (token) => {
        expect(complaint({ [name]: token })).toBe(
          `${name} is too short, or not plain letters and signs. Set it to at least 16 characters that nobody can guess, without spaces, or leave it out.`,
        )
      },
    )
  })
})
