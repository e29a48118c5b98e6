import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { storedSetting } from '../index/queries/newsroom-queries.ts'
import { latestStories } from '../index/queries/story-queries.ts'
import { openContentFolder } from '../reading/content-folder.ts'
import { storyText, testNewsroom } from '../testing/newsroom.ts'
import { startPublisher } from '../testing/publisher.ts'
import { commitAll, git, makeRepository } from '../testing/repository.ts'
import { temporaryFolder } from '../testing/temporary.ts'

const day = 'articles/2025/05/16'

function repository(files: Record<string, string> = {}) {
  const made = testNewsroom({ [`${day}/a.en.md`]: storyText(), ...files })
  makeRepository(made.directory)
  return made
}

describe('a commit', () => {
  it('is named in the answer to what is served', async () => {
    const made = repository()
    const { soon } = await startPublisher(made)
    made.write(`${day}/b.ar.md`, storyText())
    const commit = commitAll(made.directory)
    await soon(() => expect(storedSetting(made.db, 'commit')).toBe(commit))
  })

  it('of a thousand files is one or two passes, and complete', async () => {
    const made = repository()
    git(made.directory, 'switch', '--quiet', '--create', 'bulk')
    for (let number = 0; number < 1000; number += 1)
      made.write(
        `articles/2024/${String(10 + (number % 3))}/1${number % 10}/s-${number}.zh-Hans.md`,
        storyText(),
      )
    commitAll(made.directory)
    git(made.directory, 'switch', '--quiet', 'main')
    const { passes, soon, publisher } = await startPublisher(made)
    git(made.directory, 'switch', '--quiet', 'bulk')
    await soon(() => expect(latestStories(made.db, 'zh-Hans', 2000)).toHaveLength(1000))
    git(made.directory, 'switch', '--quiet', 'main')
    await soon(() => expect(latestStories(made.db, 'zh-Hans', 2000)).toHaveLength(0))
    expect(latestStories(made.db, 'en', 9)).toHaveLength(1)
    // All pending file events have been handled when this returns.
    await publisher.publish(true)
    expect(passes.length).toBeLessThanOrEqual(4)
    expect(passes.map(({ changed }) => changed).reduce((sum, one) => sum + one, 0)).toBe(2000)
  })
})

describe('being told to publish', () => {
  /** A newsroom that was cloned from another. */
  function clone() {
    const origin = repository({ 'pages/about.en.md': '---\ntitle: About\n---\n' })
    const directory = join(temporaryFolder(), 'clone of it')
    git(origin.directory, 'clone', '--quiet', origin.directory, directory)
    const folder = openContentFolder(directory)
    const write = (path: string, text: string) => writeFileSync(join(directory, path), text)
    return { origin, clone: { ...origin, directory, folder, write } }
  }

  it('pulls when that is wanted, and publishes what came', async () => {
    const { origin, clone: made } = clone()
    const { publisher, headline } = await startPublisher(made, { pulls: true })
    origin.write(`${day}/a.en.md`, storyText({ title: 'Pulled' }))
    commitAll(origin.directory)
    expect(await publisher.publish(false)).toMatchObject({ ok: true })
    expect(headline('a')).toBe('Pulled')
  })

  it('does not pull unless that is wanted', async () => {
    const { origin, clone: made } = clone()
    const { publisher, headline } = await startPublisher(made)
    origin.write(`${day}/a.en.md`, storyText({ title: 'Not pulled' }))
    commitAll(origin.directory)
    expect(await publisher.publish(false)).toMatchObject({ ok: true })
    expect(headline('a')).toBe('A headline')
  })

  it('says in a line why it could not pull, without the password in an address', async () => {
    const { clone: made } = clone()
    git(made.directory, 'remote', 'set-url', 'origin', 'http://someone:pass@127.0.0.1:1/x.git')
    const { publisher, lines, progress } = await startPublisher(made, { pulls: true })
    const outcome = await publisher.publish(false)
    const reason = expect.stringMatching(/^git pull failed: .*127\.0\.0\.1/)
    expect(outcome).toMatchObject({ ok: false, reason })
    expect(progress()).toMatchObject({ failedPulls: 1, wrong: [reason] })
    expect(lines).toContainEqual(expect.objectContaining({ event: 'not pulled', againInSeconds: 5 }))
    expect(JSON.stringify([outcome, lines, progress()])).not.toContain('pass@')
  })

  it('publishes what is there when it could not pull, and says that all is well when it can again', async () => {
    const { origin, clone: made } = clone()
    const { publisher, headline, progress } = await startPublisher(made, { pulls: true })
    git(made.directory, 'remote', 'set-url', 'origin', '/nowhere')
    made.write(`${day}/a.en.md`, storyText({ title: 'Saved' }))
    git(made.directory, 'commit', '--quiet', '--all', '--message', 'Change')
    expect(await publisher.publish(false)).toMatchObject({ ok: false })
    expect(headline('a')).toBe('Saved')
    git(made.directory, 'remote', 'set-url', 'origin', origin.directory)
    expect(await publisher.publish(false)).toMatchObject({ ok: true })
    expect(progress()).toMatchObject({ failedPulls: 0, wrong: [] })
  })

  it('says so when there is nothing to pull from', async () => {
    const { publisher } = await startPublisher(testNewsroom({ [`${day}/a.en.md`]: storyText() }), {
      pulls: true,
    })
    expect(await publisher.publish(false)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/no Git checkout.*PUBLISH_PULL=no/),
    })
  })
})
