import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readEnvironment, variableNames } from '../lib/runtime/environment.ts'
import { usualLimits } from '../lib/serve/operations/limits.ts'
import { compileCache, memoryVariables, nodeFlags } from './node-flags.mjs'

const recipe = (name: string) => readFileSync(`deploy/single/${name}`, 'utf8')

/** All values that a unit gives to one of its keys. */
const valuesIn = (unit: string, key: string) =>
  [...recipe(unit).matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value)

/** Lines `NAME=value`. */
const settings = (lines: readonly string[]) =>
  Object.fromEntries(lines.filter((line) => /^\w+=/.test(line)).map((line) => line.split(/=(.*)/s)))

const unit = settings(valuesIn('dateline.service', 'Environment').flatMap((line) => line.split(' ')))
const file = settings(recipe('environment').split('\n'))

const compose = z
  .object({
    services: z.object({
      site: z.object({ environment: z.record(z.string(), z.unknown()), stop_grace_period: z.string() }),
      caddy: z.object({ environment: z.object({ SITE_SERVER: z.string() }), volumes: z.array(z.string()) }),
    }),
  })
  .parse(parse(recipe('compose.yaml')))

describe('one server', () => {
  it('is given only settings that it knows, with values that it takes', () => {
    const forNode = [...Object.keys({ ...memoryVariables, ...compileCache }), 'NEXT_TELEMETRY_DISABLED']
    const given = [file, compose.services.site.environment, unit].flatMap(Object.keys)
    expect(given.filter((name) => !variableNames.has(name) && !forNode.includes(name))).toEqual([])
    expect(readEnvironment({ ...unit, ...file })).toMatchObject({ siteUrl: 'https://news.example' })
  })

  it('is where Caddy looks for it', () => {
    const [, bySystemd] = /\{\$SITE_SERVER:(\S+)\}/.exec(recipe('Caddyfile')) ?? []
    expect(bySystemd).toBe(`${unit.HOST}:${unit.PORT}`)
    const [, port] = /\bPORT=(\d+)/.exec(readFileSync('deploy/Dockerfile', 'utf8')) ?? []
    expect(compose.services.caddy.environment.SITE_SERVER).toBe(`site:${port}`)
    expect(new URL(file.SITE_URL ?? '').host).toBe(/\{\$SITE_HOST:(\S+)\}/.exec(recipe('Caddyfile'))?.[1])
  })

  it('is spared by Caddy what it would refuse, and nothing else', () => {
    const caddy = recipe('Caddyfile')
    expect(caddy).toContain(`max_header_size ${usualLimits.headBytes / 1024}KiB\n`)
    expect(caddy).toContain(`read_header ${usualLimits.headMilliseconds / 1000}s\n`)
    expect(caddy).toContain(`max_size ${usualLimits.bodyBytes / 1024}KiB\n`)
  })

  it('runs as npm start would run it', () => {
    const [start = ''] = valuesIn('dateline.service', 'ExecStart')
    const [folder] = valuesIn('dateline.service', 'WorkingDirectory')
    expect(start).toBe([`${folder}/node_modules/node/bin/node`, ...nodeFlags.start, 'cli/start.ts'].join(' '))
    expect(unit).toMatchObject(memoryVariables)
  })

  it('keeps its files in folders that the unit lets it write to, and the timer writes where it reads', () => {
    const writable = [
      ...valuesIn('dateline.service', 'StateDirectory').map((name) => `/var/lib/${name}`),
      ...valuesIn('dateline.service', 'CacheDirectory').map((name) => `/var/cache/${name}`),
    ]
    for (const path of [unit.STATE_DIR, unit.DATA_DIR, unit.NODE_COMPILE_CACHE])
      expect(writable.filter((folder) => `${path}/`.startsWith(`${folder}/`))).toHaveLength(1)
    expect(valuesIn('dateline-content.service', 'ReadWritePaths')).toEqual([unit.CONTENT_DIR])
    expect(valuesIn('dateline-content.service', 'ExecStart')[0]).toContain(`git -C ${unit.CONTENT_DIR} `)
  })

  it('is given the time that it takes to stop', () => {
    expect(valuesIn('dateline.service', 'TimeoutStopSec')).toEqual([compose.services.site.stop_grace_period])
  })
})

describe('docs/operators.md', () => {
  const docs = readFileSync('docs/operators.md', 'utf8')

  it('names files of this repository that are there', () => {
    const named = [...docs.matchAll(/\b(?:cli|deploy|docs)(?:\/\w[\w.-]*)*\/\w[\w.-]*\w/g)].map(
      ([path]) => path,
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((path) => !existsSync(path))).toEqual([])
  })

  it('runs npm scripts that there are', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')))
    const run = [...docs.matchAll(/npm (?:--\S+ \S+ )?run ([\w-]+)/g)].map(([, name = '']) => name)
    expect(run.filter((name) => !(name in scripts))).toEqual([])
    expect(run).toContain('build')
  })
})
