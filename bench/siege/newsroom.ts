import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { testCaptions, testMp4 } from '../../lib/testing/media.ts'
import { storyText } from '../../lib/testing/newsroom.ts'
import { testPng } from '../../lib/testing/pictures.ts'
import { generateArchive } from '../generate-archive.ts'

/** Of them, half are for readers who ask for a story nobody has read, and half for attackers who do. */
const archiveStories = 1500
/** More than connections hold on their own, so that who reads it slowly holds up its sender. */
const filmBytes = 16 * 1024 * 1024

/** The story with the film. */
export const filmPath = '/en/world/2025-05-16/a-long-film'

/** Writes the demonstration newsroom, with an archive behind it and a film that is long. */
export function writeBesieged(directory: string) {
  cpSync('content', directory, { recursive: true })
  generateArchive(directory, { stories: archiveStories })
  const day = join(directory, 'articles/2025/05/16')
  mkdirSync(day, { recursive: true })
  const film = '::video[The film]{src="long-film.mp4" poster="long-film.png" captions="long-film.en.vtt"}\n'
  writeFileSync(join(day, 'a-long-film.en.md'), storyText({ title: 'A long film' }, film))
  writeFileSync(join(day, 'long-film.mp4'), testMp4(filmBytes))
  writeFileSync(join(day, 'long-film.png'), testPng(1600, 900))
  writeFileSync(join(day, 'long-film.en.vtt'), testCaptions)
}
