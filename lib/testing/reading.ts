import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { textLine } from '../newsroom/problem.ts'
import type { Reading } from '../reading/front-matter.ts'
import { createReader, type ReadPage, type ReadStory } from '../reading/read-story.ts'
import { storyText, testNewsroom, testNow } from './newsroom.ts'
import { surroundingsWith } from './pictures.ts'

/** `file:line:column: message` of everything wrong; empty when the reading succeeded. */
export function problemLines(reading: Reading<unknown>): string[] {
  return reading.ok ? [] : reading.problems.map(textLine)
}

/** The value of a reading. Throws its problems when it failed. */
export function valueIn<T>(reading: Reading<T>): T {
  if (!reading.ok) throw new Error(problemLines(reading).join('\n'))
  return reading.value
}

/** The story and page that most tests read. */
export const storyPath = 'articles/2025/05/16/talks.en.md'
export const pagePath = 'pages/about.en.md'

let newsroom: Newsroom | undefined

function reader(pictures: readonly string[]) {
  if (!newsroom) {
    const made = testNewsroom()
    made.sync()
    newsroom = made.newsroom()
  }
  return createReader(newsroom, surroundingsWith(pictures))
}

/** Reads a story's text as a file of the test newsroom, in which only the given pictures exist. */
export function readStory(
  source: string,
  path = storyPath,
  pictures: readonly string[] = [],
): Reading<ReadStory> {
  return reader(pictures).story(path, source, testNow)
}

/** What is wrong with a story whose front matter has these fields: `line:column: message`. */
export function fieldProblems(
  fields: Record<string, string | undefined>,
  pictures: readonly string[] = [],
): string[] {
  const lines = problemLines(readStory(storyText(fields), storyPath, pictures))
  return lines.map((line) => line.replace(`${storyPath}:`, ''))
}

/** Reads a standing page's text as {@link readStory} does a story's. */
export function readPage(
  source: string,
  path = pagePath,
  pictures: readonly string[] = [],
): Reading<ReadPage> {
  return reader(pictures).page(path, source, testNow)
}
