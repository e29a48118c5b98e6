import { stripVTControlCharacters } from 'node:util'
import { errorText } from '../runtime/error-text.ts'
import { GitError } from './git.ts'

/** What an operator can do, by what Git prints in English. */
const advice: readonly (readonly [said: RegExp, advice: string])[] = [
  [
    /dubious ownership/,
    'The folder belongs to another user: give it to the user the server runs as, or let that user trust it with git config --global --add safe.directory and its path',
  ],
  [
    /not possible to fast-forward|diverging branches/i,
    'The checkout has commits that its origin has not: push them, or drop them with git reset --hard @{upstream}',
  ],
  [
    /would be overwritten by merge/,
    'Files in the checkout were changed by hand: commit and push them, or put them aside with git stash --include-untracked',
  ],
  [
    /no tracking information|no such ref was fetched/i,
    'Say where it pulls from, with git branch --set-upstream-to=origin/main',
  ],
  [/not currently on a branch/, 'Check out a branch in it, with git switch main'],
  [/\.lock'?: File exists/, 'Another Git is at work there, or died at work: if none is, remove that file'],
  [
    /could not read (Username|Password)|Authentication failed|Permission denied|Host key verification failed/i,
    'Give the user the server runs as access to the repository, by a deploy key or a credential helper of its own',
  ],
  [/took longer than/, 'Pull once by hand, and see what takes so long'],
  [/No space left|Disk quota exceeded/i, 'Make room on the disk of the content'],
  [/cannot be started/, 'Install Git where the server runs'],
]

const maxReason = 300

/**
 * One line that says why Git failed and what to do. It contains neither passwords from addresses nor terminal control
 * characters.
 *
 * @param ignored names of the repository's settings that were ignored
 */
export function gitAdvice(error: unknown, ignored: readonly string[] = []): string {
  const said = error instanceof GitError ? error.said : ''
  const reason = reasonIn(said) ?? errorText(error)
  const [, fix] = advice.find(([pattern]) => pattern.test(said) || pattern.test(reason)) ?? []
  const unused =
    ignored.length > 0 &&
    `Settings of the checkout itself that start programs do not count (${ignored.join(', ')}): set them for the server's user`
  const sentences = [reason.replace(/\.$/, ''), fix, unused].filter((text) => typeof text === 'string')
  return oneLine(sentences.join('. '))
}

/** Git's own error; lines from the remote machine begin with `remote:`. */
function reasonIn(said: string): string | undefined {
  const lines = said.split('\n').filter((line) => line.trim() !== '')
  const own = lines.findIndex((line) => /^(fatal|error): /.test(line))
  const line = lines[Math.max(own, 0)]
  // The files concerned follow, one per line.
  const file = line?.endsWith(':') ? (lines[Math.max(own, 0) + 1] ?? '') : ''
  return line && `${line.replace(/^(fatal|error): /, '')}${file}`.slice(0, maxReason)
}

function oneLine(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replaceAll(/\/\/[^/\s]*@/g, '//')
    .trim()
}
