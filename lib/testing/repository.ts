import { execFileSync } from 'node:child_process'

/** Runs Git in a folder under a neutral identity, whatever this machine's settings; returns its output. */
export function git(folder: string, ...args: string[]): string {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@news.example', '-c', 'commit.gpgSign=false']
  const env = {
    NODE_ENV: 'test' as const,
    PATH: process.env.PATH,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    LC_ALL: 'C',
  }
  return execFileSync('git', [...who, ...args], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).trim()
}

/** Turns a folder into a repository with everything in it committed. */
export function makeRepository(folder: string) {
  git(folder, 'init', '--quiet', '--initial-branch', 'main')
  commitAll(folder)
}

/** Commits everything; returns the commit. */
export function commitAll(folder: string): string {
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Change')
  return git(folder, 'rev-parse', 'HEAD')
}
