import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { expect, it, onTestFinished, vi } from 'vitest'
import { listen } from '../../testing/listen.ts'
import { createStreaming } from './streaming.ts'

/** More than lies in any buffer between two sockets. */
const film = Buffer.alloc(16 * 1024 * 1024)

/** By when what must come to be, does: a bound, not a measure. */
const deadline = { timeout: 20_000 }

/** A film theatre with so many seats, which gets its films over HTTP. */
async function theatre(seats: number) {
  const films = await listen((_, response) => void response.end(film))
  const stream = createStreaming(seats)
  const answers: IncomingMessage[] = []
  const { port } = await listen(async (_, response) => {
    const [answer] = (await once(get({ port: films.port, agent: false }), 'response')) as [IncomingMessage]
    answers.push(answer)
    stream(answer, response)
  })
  return {
    /** Takes a seat: what is shown there is read no further than its head. */
    async sit(): Promise<IncomingMessage> {
      const request = get({ port, agent: false })
      onTestFinished(() => void request.destroy())
      const [answer] = (await once(request, 'response')) as [IncomingMessage]
      answer.on('error', () => {})
      return answer
    },
    standing: () => answers.filter((answer) => !answer.destroyed && answer.isPaused()).length,
    open: () => answers.filter((answer) => !answer.destroyed).length,
  }
}

async function watch(film: IncomingMessage): Promise<number> {
  let bytes = 0
  for await (const chunk of film) bytes += (chunk as Buffer).length
  return bytes
}

it('there is room for one more, however many do not take theirs: the longest of those breaks off', async () => {
  const { sit, standing, open } = await theatre(3)
  const [watched, first, second] = [await sit(), await sit(), await sit()]
  const watching = watch(watched)
  await vi.waitFor(() => expect(standing()).toBe(2), deadline)
  expect(await watching).toBe(film.length)
  const third = await sit()
  await vi.waitFor(() => expect(standing()).toBe(3), deadline)
  expect(await watch(await sit())).toBe(film.length)
  await vi.waitFor(() => expect(open()).toBe(2), deadline)
  await expect(watch(first)).rejects.toThrow('aborted')
  expect(await Promise.all([watch(second), watch(third)])).toEqual([film.length, film.length])
})
