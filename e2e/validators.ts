import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { temporaryFolder } from '../lib/testing/temporary.ts'

const htmlValidate = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // How React writes them; HTML does not care.
    'attr-case': 'off',
    'void-style': 'off',
    'attribute-empty-style': 'off',
    // VoiceOver drops lists without bullets unless they say that they are lists.
    'no-redundant-role': 'off',
    // Ids may hold anything but spaces; Arabic headings make Arabic ones.
    'valid-id': ['error', { relaxed: true }],
    // As the newsroom writes its number, and as long as it makes its headlines.
    'tel-non-breaking': 'off',
    'long-title': 'off',
  },
})

/** What html-validate finds wrong with a page. */
export async function htmlProblems(html: string): Promise<string[]> {
  const { results } = await htmlValidate.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
  )
}

/** Whether there is Java on this machine, without which the Nu checker cannot run. */
export function hasJava(): boolean {
  return spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0
}

/**
 * What the Nu HTML checker of the W3C finds wrong with pages, in one run; its remarks on style are left out.
 *
 * @param pages HTML by title
 */
export function nuProblems(pages: Readonly<Record<string, string>>): string[] {
  const folder = join(temporaryFolder(), 'pages')
  mkdirSync(folder)
  const titles = Object.keys(pages)
  for (const [index, title] of titles.entries())
    writeFileSync(join(folder, `${index}.html`), pages[title] ?? '')
  const jar = 'node_modules/vnu-jar/build/dist/vnu.jar'
  const { status, stdout, stderr } = spawnSync(
    'java',
    ['-jar', jar, '--stdout', '--exit-zero-always', '--format', 'json', '--errors-only', folder],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  if (status !== 0) throw new Error(`The Nu checker did not run: ${stderr}`)
  const { messages } = JSON.parse(stdout) as {
    messages: { url: string; lastLine: number; message: string }[]
  }
  return messages.map(({ url, lastLine, message }) => {
    const index = Number(/(\d+)\.html$/.exec(url)?.[1])
    return `${titles[index]}: line ${lastLine}: ${message}`
  })
}
