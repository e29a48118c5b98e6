import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { openIndexForReading, openIndexForWriting } from '../index/index-database.ts'
import * as queries from '../index/queries/newsroom-queries.ts'
import { syncIndex } from '../index/sync-index.ts'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { createNews } from './preview-news.ts'

const path = 'articles/2025/05/16/talks.en.md'

it('reports changes and problems, and reads the index only when there may be some', () => {
  const made = testNewsroom({ [path]: storyText() })
  const file = join(temporaryFolder(), 'preview.sqlite')
  const db = openIndexForWriting(file)
  const sync = () => syncIndex({ db, folder: made.folder, now: testNow, preview: true })
  sync()
  const reading = openIndexForReading(file)
  const news = createNews(() => reading)
  const looks = vi.spyOn(queries, 'allProblems')
  const first = JSON.parse(news())
  expect(first).toEqual({ revision: expect.stringMatching(/\.1$/), problems: [] })
  for (let tab = 0; tab < 50; tab += 1) news()
  expect(looks).toHaveBeenCalledTimes(1)

  made.write(path, storyText({}, 'As [reported](gone.en.md).'))
  sync()
  const second = JSON.parse(news())
  expect(second.revision).not.toBe(first.revision)
  expect(second.problems).toEqual([expect.stringContaining('The link leads to no file')])
  expect(looks).toHaveBeenCalledTimes(2)
  looks.mockRestore()
})
