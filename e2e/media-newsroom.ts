import { readFileSync } from 'node:fs'
import { siteYaml, storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { testPng } from '../lib/testing/pictures.ts'

const day = 'articles/2025/05/16'
/** A file of the demo newsroom's media. */
export const demo = (name: string) => readFileSync(`content/articles/2025/05/12/${name}`)

/** Captions, a credit and the words of an embed, in the languages of the test. */
export const words = {
  en: { caption: 'The quay at dawn.', credit: 'Photo: Ada', embed: 'A map of the strait' },
  ar: { caption: 'الرصيف عند الفجر.', credit: 'تصوير: آدا', embed: 'خريطة المضيق' },
  'zh-Hans': { caption: '清晨的码头。', credit: '摄影：艾达', embed: '海峡地图' },
}

const body = ({ caption, credit, embed }: (typeof words)['en']) => `${caption}

::figure[${caption}]{src="wide.png" alt="${caption} 1" credit="${credit}"}

:::gallery[${caption}]
![${caption} 2](wide.png "${caption}")
![${caption} 3](tall.png "${caption}")
![${caption} 4](wide.png)
:::

::video[${caption}]{src="crossing.webm" poster="crossing.jpg" captions="crossing.en.vtt" credit="${credit}"}

::audio[${caption}]{src="announcement.webm"}

::embed[${embed}]{src="https://player.example/map?a=1" picture="wide.png"}

${caption}
`

/** A newsroom with a story that has every kind of media, in three languages. */
export const mediaNewsroom = () =>
  testNewsroom({
    'site.yaml': `${siteYaml}embeds: [player.example]\n`,
    ...Object.fromEntries(
      Object.entries(words).map(([lang, said]) => [
        `${day}/media.${lang}.md`,
        storyText({ title: JSON.stringify(said.embed) }, body(said)),
      ]),
    ),
    [`${day}/plain.en.md`]: storyText(),
    [`${day}/draft.en.md`]: storyText({ status: 'draft' }, '::audio{src="secret.webm"}\n'),
    [`${day}/wide.png`]: testPng(1500, 1000),
    [`${day}/tall.png`]: testPng(800, 1200, [20, 90, 120]),
    [`${day}/secret.webm`]: Buffer.concat([demo('announcement.webm'), Buffer.from('x')]),
    ...Object.fromEntries(
      ['crossing.webm', 'crossing.jpg', 'crossing.en.vtt', 'announcement.webm'].map((name) => [
        `${day}/${name}`,
        demo(name),
      ]),
    ),
  })
