import { defaultSchema } from 'hast-util-sanitize'
import type { Options } from 'remark-html'

const attributes = defaultSchema.attributes ?? {}
const tagNames = defaultSchema.tagNames ?? []
const linkAttributes = (attributes.a ?? []).filter(
  (entry) => !Array.isArray(entry) || entry[0] !== 'className',
)

/**
 * What HTML may come out of a story: the default of remark-html, which is GitHub's, with figures, galleries,
 * players, linkable headings and tables that scroll. It is the second guard: raw HTML and unsafe links are refused when a story is read.
 */
export const safeHtml: NonNullable<Exclude<Options['sanitize'], boolean>> = {
  ...defaultSchema,
  // All ids are made by us, from headings and footnotes; a prefix would only spoil links to them.
  clobberPrefix: '',
  tagNames: [
    ...tagNames.filter((name) => name !== 'h1'),
    'audio',
    'figure',
    'figcaption',
    'picture',
    'source',
    'track',
    'video',
  ],
  attributes: {
    ...attributes,
    a: [...linkAttributes, 'dataEmbed', ['className', 'heading-link', 'data-footnote-backref']],
    audio: ['src', ['controls', true], ['preload', 'none']],
    figure: [['className', 'embed']],
    img: [
      'src',
      'alt',
      'width',
      'height',
      ['loading', 'lazy'],
      ['className', /^c-[0-9a-f]{3}$/, 'see-through'],
    ],
    p: [['className', 'gallery-links', 'gallery-title']],
    section: [
      'dataFootnotes',
      ['className', 'footnotes', 'gallery', 'table-scroll'],
      'tabIndex',
      'ariaLabel',
    ],
    source: ['type', 'srcSet', 'sizes'],
    span: [['className', 'credit', 'dateline', 'agency', 'embed-note', 'embed-title']],
    td: [['className', 'center', 'right']],
    th: [['className', 'center', 'right']],
    track: ['src', ['kind', 'captions'], 'srcLang', 'label'],
    video: ['src', 'poster', 'width', 'height', ['controls', true], ['preload', 'none']],
  },
  // Pictures and media come from this site alone: any scheme at all is too much. An empty list would allow every one.
  protocols: {
    ...defaultSchema.protocols,
    dataEmbed: ['https'],
    href: ['http', 'https', 'mailto', 'tel'],
    poster: [''],
    src: [''],
    srcSet: [''],
  },
}
