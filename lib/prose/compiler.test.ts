import { expect, it, onTestFinished } from 'vitest'
import { hungryText, slowText, slowTextTakes } from '../testing/texts.ts'
import { type Compiler, createCompiler } from './compiler.ts'

const text = (body: string) => ({ path: 'articles/2025/05/16/a.ar.md', lang: 'ar', body })

function compiler(limits?: Parameters<typeof createCompiler>[0]): Compiler {
  const made = createCompiler(limits)
  onTestFinished(() => made.close())
  return made
}

it('compiles texts in another thread, in their order and language', async () => {
  const { prose, markdown } = compiler()
  const all = await Promise.all([
    prose(text('نص[^1]\n\n[^1]: حاشية')),
    markdown('See [it](x.en.md)'),
    prose(text('آخر')),
  ])
  expect(all[0]).toContain('الحواشي')
  expect(all[1]).toContainEqual({ open: 'x.en.md', as: '[' })
  expect(JSON.parse(all[2])).toEqual(['<p>آخر</p>\n'])
})

it.each([
  ['takes too long', slowText, () => ({ milliseconds: slowTextTakes() / 1.5, megabytes: 512 }), 'too long'],
  ['takes too much memory', hungryText, () => ({ milliseconds: 60_000, megabytes: 40 }), 'memory'],
])(
  'gives up a text that %s, and goes on with the next',
  { timeout: 180_000 },
  async (_, body, limits, reason) => {
    const { prose } = compiler(limits())
    // Its thread has to start first.
    await prose(text('قبل'))
    const [bad, good] = await Promise.allSettled([prose(text(body)), prose(text('بعد'))])
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining(reason) } })
    expect(good).toMatchObject({ status: 'fulfilled', value: '["<p>بعد</p>\\n"]' })
    // Nobody waits for it a second time.
    await expect(prose(text(body))).rejects.toThrow('was too much')
  },
)

it('refuses a text that would have to wait too long', async () => {
  const { prose } = compiler()
  const asked = Array.from({ length: 300 }, (_, at) => prose(text(String(at))))
  const outcomes = await Promise.allSettled(asked)
  const refused = outcomes.filter(({ status }) => status === 'rejected')
  expect(refused.length).toBeGreaterThan(50)
  expect(outcomes.slice(0, 200).every(({ status }) => status === 'fulfilled')).toBe(true)
  expect(await prose(text('لاحق'))).toContain('لاحق')
})

it('leaves nobody waiting when it is closed', async () => {
  const made = compiler()
  const asked = [made.prose(text('a')), made.prose(text('b'))]
  const outcomes = Promise.allSettled(asked)
  await made.close()
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
