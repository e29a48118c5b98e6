import { type RenderContext, renderMarkdown } from '../markdown/render.ts'

/** Renders a body on a pretend site: `name.md` is the page `/en/name`, links to `dead…` lead nowhere. */
export function render(body: string, context: Partial<RenderContext> = {}): string {
  return renderMarkdown(body, {
    labels: {
      notes: 'Notes',
      backToText: (note) => `Back from ${note}`,
      linkToHeading: 'Link here',
      table: 'Table',
    },
    resolveLink: (url) => (url.startsWith('dead') ? undefined : url.replace(/^(\w+)\.md/, '/en/$1')),
    pictureUrl: (src) => `/media/${src}`,
    ...context,
  }).trim()
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
