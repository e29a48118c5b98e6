import { describe, expect, it } from 'vitest'
import { GitError } from './git.ts'
import { gitAdvice } from './git-advice.ts'

function advice(said: string) {
  return gitAdvice(new GitError('git pull failed', { said }))
}

describe('why Git failed', () => {
  it.each([
    ["fatal: detected dubious ownership in repository at '/content'\nTo add an exception", /safe\.directory/],
    ["fatal: could not read Username for 'https://x': terminal prompts disabled", /deploy key/],
    ['git@x: Permission denied (publickey).\r\nfatal: Could not read from remote repository.', /deploy key/],
    ["fatal: Unable to create '/content/.git/index.lock': File exists.\n\nAnother", /remove that file/],
    ['fatal: write error: No space left on device', /Make room/],
    ['You are not currently on a branch.', /Check out a branch/],
  ])('comes with what to do: %s', (said, fix) => {
    expect(advice(said)).toMatch(fix)
    expect(advice(said)).not.toMatch(/[\r\n]/)
  })

  it('is what Git says, not what the remote machine says', () => {
    expect(advice('remote: All is well\nremote: fatal: Nothing\nfatal: early EOF')).toBe('early EOF')
  })

  it('shows no password, whatever is in it', () => {
    for (const secret of ['user:pass@', 'token@', 'u:p@ss@'])
      expect(advice(`fatal: unable to access 'https://${secret}news.example/x.git/': refused`)).toBe(
        "unable to access 'https://news.example/x.git/': refused",
      )
  })

  it('contains no terminal control characters, and is short', () => {
    const reason = advice(`fatal: \u001b[2J\u001b]0;title\u0007gone\u202e ${'x'.repeat(5000)}`)
    expect(reason).toMatch(/^gone x/)
    expect(reason).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(reason.length).toBeLessThan(600)
  })

  it('is given when Git is not installed', () => {
    expect(gitAdvice(new GitError('Git cannot be started: ENOENT', { isMissing: true }))).toMatch(
      /Install Git/,
    )
  })
})
