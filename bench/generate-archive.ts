import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { randomFrom } from './random.ts'

/** Words for sentences, per language; enough for texts that compress and index like real ones. */
const vocabulary: Readonly<Record<string, { words: string[]; space: string; stop: string }>> = {
  en: {
    words:
      'harbour council minister ferry budget island storm quota market school bridge vote report river plan season price crew police court film museum water energy tax union hospital election border signal valley winter'.split(
        ' ',
      ),
    space: ' ',
    stop: '. ',
  },
  ar: {
    words:
      'الميناء المجلس الوزير العبّارة الموازنة الجزيرة العاصفة الحصة السوق المدرسة الجسر التصويت التقرير النهر الخطة الموسم السعر الطاقم المحكمة المتحف المياه الطاقة'.split(
        ' ',
      ),
    space: ' ',
    stop: '. ',
  },
  'zh-Hans': {
    words:
      '港口 议会 部长 渡轮 预算 岛屿 风暴 配额 市场 学校 大桥 投票 报告 河流 计划 季节 价格 船员 法院 博物馆 能源 税收 医院 选举 边境 冬季'.split(
        ' ',
      ),
    space: '',
    stop: '。',
  },
}

export type Archive = { stories: number; seed?: number }

/**
 * Writes an archive with the demonstration newsroom's settings: stories of some 400 words in three languages, forty a
 * day, a third of them with links, some with tables and subheads.
 *
 * @returns the paths of the stories' files, relative to the folder
 */
export function generateArchive(directory: string, { stories, seed = 1 }: Archive): string[] {
  const random = randomFrom(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  for (const kept of ['site.yaml', 'logo.png', 'authors', 'pages'])
    cpSync(join('content', kept), join(directory, kept), { recursive: true })
  const languages = Object.keys(vocabulary)
  const paths: string[] = []
  const newest = Date.UTC(2025, 4, 15)
  for (let index = 0; index < stories; index += 1) {
    const lang = languages[index % languages.length] as string
    const time = newest - Math.floor(index / 40) * 86_400_000 + (index % 40) * 60_000
    const day = new Date(time).toISOString().slice(0, 10)
    const path = `articles/${day.replaceAll('-', '/')}/story-${Math.floor(index / languages.length)}.${lang}.md`
    const earlier = paths[Math.max(0, index - languages.length)]
    const link = earlier && index % 3 === 0 ? `\n\n[${sentence(lang, 4)}](../../../../${earlier})` : ''
    write(directory, path, `${frontMatter(lang, time)}${body(lang)}${link}\n`)
    paths.push(path)
  }
  return paths

  function frontMatter(lang: string, time: number): string {
    return `---
title: "${sentence(lang, 7)}"
date: ${new Date(time).toISOString().slice(0, 19)}Z
section: ${pick(['world', 'politics', 'business', 'science', 'culture', 'sport'])}
summary: "${sentence(lang, 20)}"
authors: [${pick(['mira-calloway', 'jonas-wetherell', 'petra-osk', 'dario-venn'])}]
topics: [${pick(['halm-crossing', 'budget-2025', 'rising-seas', 'fisheries', 'housing'])}]
---
`
  }

  function body(lang: string): string {
    const paragraphs = Array.from({ length: 8 }, () =>
      Array.from({ length: 3 }, () => sentence(lang, 16)).join(stopOf(lang)),
    )
    if (random() < 0.3) paragraphs.splice(3, 0, `## ${sentence(lang, 4)}`)
    if (random() < 0.1)
      paragraphs.push(
        `| ${pick(wordsOf(lang))} | ${pick(wordsOf(lang))} |\n| --- | --: |\n| ${pick(wordsOf(lang))} | 12 |`,
      )
    return paragraphs.join('\n\n')
  }

  function sentence(lang: string, length: number): string {
    return Array.from({ length }, () => pick(wordsOf(lang))).join(vocabulary[lang]?.space)
  }
}

function wordsOf(lang: string): string[] {
  return vocabulary[lang]?.words ?? []
}

function stopOf(lang: string): string {
  return vocabulary[lang]?.stop ?? '. '
}

function write(directory: string, path: string, text: string) {
  const file = join(directory, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
