import { type CompileContext, compileMarkdown, type ProseLabels } from '../markdown/compile.ts'
import { type Fillings, fillProse } from '../markdown/fill.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import type { Prose } from '../markdown/prose.ts'

/** The labels of a pretend site. */
export const testLabels: ProseLabels = {
  notes: 'Notes',
  backToText: (note) => `Back from ${note}`,
  linkToHeading: 'Link here',
  table: 'Table',
  code: 'Code',
  gallery: 'Gallery',
  picture: (number, count) => `Picture ${number}/${count}`,
  video: 'Video',
  audio: 'Audio',
  embedNote: (host) => `From ${host}`,
}

/** What a pretend site needs to render its texts. */
export type TestContext = CompileContext & Fillings

const pretend: TestContext = {
  // Hebrew keeps the marks that were typed, so that texts come out as they are written here.
  lang: 'he',
  labels: testLabels,
  kindOfLink: (url) => (/^[\w/-]+\.md(?:#|$)/.test(url) ? 'file' : 'address'),
  frameUrl: (src) => (src.startsWith('https://player.example/') ? `${src}?frame` : undefined),
  link: (file) => (file.startsWith('dead') ? undefined : `/en/${file.replace(/\.md$/, '')}`),
  picture: (src) => ({
    sources: [{ type: 'image/avif', srcSet: `/media/${src}.avif 400w` }],
    sizes: '100vw',
    src: `/media/${src}`,
    width: 3,
    height: 2,
    className: 'c-abc',
  }),
  media: (src) => (src.startsWith('dead') ? undefined : `/media/${src}`),
  mayFrame: () => true,
}

/** Compiles a body on that pretend site. */
export function compiled(body: string, context: Partial<TestContext> = {}): Prose {
  return compileMarkdown(parseMarkdown(body), { ...pretend, ...context })
}

/** Renders a body on a pretend site: `name.md` is the page `/en/name`, links to `dead….md` lead nowhere. */
export function render(body: string, context: Partial<TestContext> = {}): string {
  return fillProse(compiled(body, context), { ...pretend, ...context }).trim()
}

/** The HTML of a picture `a.jpg` on that pretend site. */
export function shownPicture(alt: string): string {
  return `<picture><source type="image/avif" srcset="/media/a.jpg.avif 400w" sizes="100vw"><img src="/media/a.jpg" alt="${alt}" width="3" height="2" loading="lazy" class="c-abc"></picture>`
}

/** Every id in some HTML, in order. */
export function ids(html: string): string[] {
  return [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id)
}

/** The targets of every link within the page, as browsers look for them: as written, else percent-decoded. */
export function fragmentTargets(html: string): string[] {
  const known = ids(html)
  return [...html.matchAll(/ href="#([^"]*)"/g)].map(([, fragment = '']) =>
    known.includes(fragment) ? fragment : decodeURIComponent(fragment),
  )
}
