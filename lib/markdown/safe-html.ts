import { defaultSchema } from 'hast-util-sanitize'
import type { Options } from 'remark-html'

const attributes = defaultSchema.attributes ?? {}
const tagNames = defaultSchema.tagNames ?? []
const linkAttributes = (attributes.a ?? []).filter(
  (entry) => !Array.isArray(entry) || entry[0] !== 'className',
)

/**
 * What HTML may come out of a story: the default of remark-html, which is GitHub's, with figures, linkable headings
 * and tables that scroll. It is the second guard: raw HTML and unsafe links are refused when a story is read.
 */
export const safeHtml: NonNullable<Exclude<Options['sanitize'], boolean>> = {
  ...defaultSchema,
  // All ids are made by us, from headings and footnotes; a prefix would only spoil links to them.
  clobberPrefix: '',
  tagNames: [...tagNames.filter((name) => name !== 'h1'), 'figure', 'figcaption', 'picture', 'source'],
  attributes: {
    ...attributes,
    a: [...linkAttributes, ['className', 'heading-link', 'data-footnote-backref']],
    img: ['src', 'alt', 'width', 'height', ['loading', 'lazy'], ['className', /^c-[0-9a-f]{3}$/]],
    section: ['dataFootnotes', ['className', 'footnotes', 'table-scroll'], 'tabIndex', 'ariaLabel'],
    source: ['type', 'srcSet', 'sizes'],
    span: [['className', 'credit', 'dateline', 'agency']],
    td: [['className', 'center', 'right']],
    th: [['className', 'center', 'right']],
  },
  // Pictures come from this site alone: any scheme at all is too much. An empty list would allow every one.
  protocols: {
    ...defaultSchema.protocols,
    href: ['http', 'https', 'mailto', 'tel'],
    src: [''],
    srcSet: [''],
  },
}
