import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { startSite } from './site.ts'

const run = promisify(execFile)

test('an editor writes a story, publishes it, corrects it and breaks it', async ({ request }) => {
  test.setTimeout(180_000)
  const { directory } = testNewsroom({
    'articles/2025/05/16/first.en.md': storyText({ title: 'The first story' }),
  })
  const dataDir = temporaryFolder()
  const env = { ...process.env, CONTENT_DIR: directory, DATA_DIR: dataDir }

  const { stdout } = await run(process.execPath, ['cli/new.ts', '--section', 'world', 'A new story'], { env })
  const [file = '', preview = ''] = stdout.split('\n')
  const path = new URL(preview.split(' ')[0] ?? '').pathname
  expect(readFileSync(file, 'utf8')).toContain('title: "A new story"')
  await run(process.execPath, ['cli/check.ts'], { env })

  // A draft is nowhere.
  let site = await startSite(directory, dataDir)
  expect((await request.get(site.url + path)).status()).toBe(404)
  expect(await (await request.get(`${site.url}/en`)).text()).not.toContain('A new story')
  expect(await site.stop()).toBe(0)

  // Published, it is on every list, without another build.
  const text = readFileSync(file, 'utf8').replace(/^# Take.*\nstatus: draft\n/m, '')
  writeFileSync(file, text)
  site = await startSite(directory, dataDir)
  expect(site.output()).not.toContain('Building')
  for (const list of ['/en', '/en/world', `/en/archive/${path.split('/')[3]?.replaceAll('-', '/')}`]) {
    expect(await (await request.get(site.url + list)).text(), list).toContain('A new story')
  }
  expect((await request.get(site.url + path)).status()).toBe(200)
  expect(await site.stop()).toBe(0)

  // Corrected, it shows the correction.
  const correction = 'corrections:\n  - { date: 2199-01-01T10:00:00Z, text: The figure was wrong. }\n'
  writeFileSync(file, text.replace('topics: []\n', `topics: []\n${correction}`))
  site = await startSite(directory, dataDir)
  expect(await (await request.get(site.url + path)).text()).toContain('The figure was wrong.')
  expect(await site.stop()).toBe(0)

  // Broken, the last good version stays and the start says what is wrong.
  writeFileSync(file, text.replace('section: world', 'section: wolrd'))
  site = await startSite(directory, dataDir)
  expect(site.output()).toMatch(/a-new-story\.en\.md:4:10: .*Did you mean "world"\?/)
  expect(await (await request.get(site.url + path)).text()).toContain('The figure was wrong.')
  expect(await site.stop()).toBe(0)
})

test('a newsroom without a usable site.yaml is told so in a line', async () => {
  const { directory, write } = testNewsroom()
  write('site.yaml', 'name: The Test Post\nlanguages: [en]\n')
  const env = {
    ...process.env,
    CONTENT_DIR: directory,
    DATA_DIR: temporaryFolder(),
  }
  const failure = await run(process.execPath, ['cli/start.ts'], { env }).catch((error: unknown) => error)
  expect(failure).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^site\.yaml:1:1: `timeZone` is missing/m),
  })
  expect(failure).not.toMatchObject({ stderr: expect.stringContaining('at ') })
})
