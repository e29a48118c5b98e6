import { type RenderContext, type RenderLabels, renderMarkdown } from '../markdown/render.ts'

/** Words of a pretend site. */
export const testLabels: RenderLabels = {
  notes: 'Notes',
  backToText: (note) => `Back from ${note}`,
  linkToHeading: 'Link here',
  table: 'Table',
  gallery: 'Gallery',
  picture: (number, count) => `Picture ${number}/${count}`,
  video: 'Video',
  audio: 'Audio',
  embedNote: (host) => `From ${host}`,
}

/** Renders a body on a pretend site: `name.md` is the page `/en/name`, links to `dead…` lead nowhere. */
export function render(body: string, context: Partial<RenderContext> = {}): string {
  return renderMarkdown(body, {
    labels: testLabels,
    resolveLink: (url) => (url.startsWith('dead') ? undefined : url.replace(/^(\w+)\.md/, '/en/$1')),
    picture: (src) => ({
      sources: [{ type: 'image/avif', srcSet: `/media/${src}.avif 400w` }],
      sizes: '100vw',
      src: `/media/${src}`,
      width: 3,
      height: 2,
      className: 'c-abc',
    }),
    mediaUrl: (src) => (src.startsWith('dead') ? undefined : `/media/${src}`),
    frameUrl: (src) => (src.startsWith('https://player.example/') ? `${src}?frame` : undefined),
    ...context,
  }).trim()
}

/** The HTML of a picture `a.jpg` on that pretend site. */
export function shownPicture(alt: string): string {
  return `<picture><source type="image/avif" srcset="/media/a.jpg.avif 400w" sizes="100vw"><img src="/media/a.jpg" alt="${alt}" width="3" height="2" loading="lazy" class="c-abc"></picture>`
}

/** Every id in some HTML, in order. */
export function ids(html: string): string[] {
  return [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id)
}

/** What every link within the page points at, as browsers look for it: as written, else percent-decoded. */
export function fragmentTargets(html: string): string[] {
  const known = ids(html)
  return [...html.matchAll(/ href="#([^"]*)"/g)].map(([, fragment = '']) =>
    known.includes(fragment) ? fragment : decodeURIComponent(fragment),
  )
}
