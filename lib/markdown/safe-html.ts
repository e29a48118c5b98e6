import { defaultSchema, type Schema } from 'hast-util-sanitize'

const attributes = defaultSchema.attributes ?? {}
const tagNames = defaultSchema.tagNames ?? []
const linkAttributes = (attributes.a ?? []).filter(
  (entry) => !Array.isArray(entry) || entry[0] !== 'className',
)

/**
 * The HTML that may come out of a story: GitHub's, the default of hast-util-sanitize, with figures, galleries,
 * players, linkable headings, tables that scroll and the elements a text may have as HTML. It is a second safeguard: other
 * HTML and unsafe links are already refused when a story is read.
 */
export const safeHtml: Schema = {
  ...defaultSchema,
  // We make all ids ourselves, from headings and footnotes; a prefix would only break links to them.
  clobberPrefix: '',
  tagNames: [
    ...tagNames.filter((name) => name !== 'h1'),
    'figure',
    'figcaption',
    // Around a task's box and its words.
    'label',
    'abbr',
    'caption',
    'cite',
    'col',
    'colgroup',
    'mark',
    'small',
    'u',
    'wbr',
    // Slots replace these, and their content never comes from the text.
    'audio',
    'picture',
    'video',
  ],
  attributes: {
    ...attributes,
    a: [...linkAttributes, 'dataEmbed', ['className', 'bare', 'heading-link', 'data-footnote-backref']],
    figure: [['className', 'embed']],
    img: ['src', 'alt'],
    pre: ['tabIndex', ['role', 'region'], 'ariaLabel'],
    p: [['className', 'gallery-links', 'gallery-title']],
    section: [
      'dataFootnotes',
      ['className', 'footnotes', 'gallery', 'heading', 'table-scroll'],
      'tabIndex',
      'ariaLabel',
    ],
    span: [['className', 'credit', 'dateline', 'agency', 'embed-note', 'embed-title']],
    td: [['className', 'center', 'right']],
    th: [['className', 'center', 'right']],
  },
  // Pictures come from this site only, so no scheme is allowed. An empty list would allow every one.
  protocols: {
    ...defaultSchema.protocols,
    dataEmbed: ['https'],
    href: ['http', 'https', 'mailto', 'tel'],
    src: [''],
  },
}
