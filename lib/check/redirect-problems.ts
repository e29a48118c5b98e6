import { oldAddress } from '../newsroom/old-address.ts'
import type { Problem } from '../newsroom/problem.ts'
import { isContentFile } from '../newsroom/redirects-schema.ts'
import type { ContentFolder } from '../reading/content-folder.ts'
import { readYaml } from '../reading/front-matter.ts'
import { resolveUrl } from '../urls/resolve.ts'
import { servedFilePath } from '../urls/served-file.ts'
import type { View } from '../urls/target.ts'

const file = 'redirects.yaml'

/**
 * Redirects that are never used, lead in a circle, lead to another redirect, or to a page that does not exist. The site
 * copes with all of them as well as it can, but old links should lead straight to their page.
 */
export function redirectProblems(view: View, folder: ContentFolder): Problem[] {
  const { redirects } = view.newsroom
  const text = folder.locate(file) ? folder.readText(file) : undefined
  const fields = text?.ok ? readYaml(file, text.value) : undefined
  if (!fields?.ok || typeof fields.value.data !== 'object') return []
  return Object.keys(fields.value.data ?? {}).flatMap((written) => {
    const from = oldAddress(written)
    const to = Object.hasOwn(redirects, from) ? redirects[from] : undefined
    if (to === undefined) return []
    const message =
      hidden(view, from) ??
      (isContentFile(to) ? wrongWithFile(view, to) : to.startsWith('/') && wrongWith(view, from, to))
    return message ? [{ file, ...fields.value.locate([written]), message }] : []
  })
}

/** What is wrong when the address already has a page or file of the site: readers get that instead. */
function hidden(view: View, from: string): string | undefined {
  const newsroom = { ...view.newsroom, redirects: {} }
  const { kind } = resolveUrl({ ...view, newsroom }, new URL(from, 'https://site.invalid').pathname)
  // A redirect with a query takes precedence over a page.
  if (from.includes('?') || !['page', 'file'].includes(kind)) return undefined
  return `There is a page at ${from}, and readers get that. Take the redirect out, or the page.`
}

function wrongWith(view: View, from: string, to: string): string | undefined {
  if (leadsBack(view.newsroom.redirects, from)) {
    return `The redirect of ${from} leads back to itself. Write where its readers should go, or the word gone.`
  }
  const { pathname, search, hash } = new URL(to, 'https://site.invalid')
  const end = resolveUrl(view, pathname, search)
  switch (end.kind) {
    case 'page':
    case 'root':
      return undefined
    case 'moved': {
      const last = end.to.startsWith('/') && !end.spent ? end.to + search + hash : end.to
      return `${to} leads on to ${last}. Write that here.`
    }
    case 'gone':
      return `${to} is no longer available. Write another path, or the word gone.`
    case 'unknown':
      return isFile(pathname) ? undefined : `${to} leads to no page. Correct it, or write the word gone.`
  }
}

function wrongWithFile(view: View, to: string): string | undefined {
  if (servedFilePath(view.db, to)) return undefined
  return `${to} is not a picture or file that a published story shows. Correct it, or write the word gone.`
}

/** Feeds, pictures and other files are not pages, and are not checked here. */
export function isFile(pathname: string): boolean {
  return /\.\w+$/.test(pathname)
}

function leadsBack(redirects: Readonly<Record<string, string>>, from: string): boolean {
  const seen = new Set<string>()
  let path: string | undefined = from
  while (path !== undefined && !seen.has(path)) {
    seen.add(path)
    const to: string | undefined = Object.hasOwn(redirects, path) ? redirects[path] : undefined
    path = to?.startsWith('/') ? nextOf(redirects, to.replace(/#.*$/s, '')) : undefined
  }
  return path === from
}

/** The redirect for an address, the one with its query if there is one. */
function nextOf(redirects: Readonly<Record<string, string>>, to: string): string {
  const whole = oldAddress(to)
  return Object.hasOwn(redirects, whole) ? whole : oldAddress(to.replace(/\?.*$/s, ''))
}
