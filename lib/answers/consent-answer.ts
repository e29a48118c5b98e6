import { type Choice, readChoice } from '../consent/choice.ts'
import { endCookies, writeCookie } from '../consent/cookie.ts'
import { embedsModule } from '../consent/embeds-module.ts'
import { decide, readForm } from '../consent/form.ts'
import { outcomeHeader } from '../consent/outcome.ts'
import { readSmallBody } from '../consent/read-body.ts'
import type { KeepRecord } from '../consent/record-keeper.ts'
import { isSameSite } from '../consent/same-site.ts'
import { statisticsModule } from '../consent/statistics.ts'
import { stateStylesheet, stylesheet } from '../consent/stylesheet.ts'
import { bestLanguage } from '../i18n/negotiate.ts'
import { consentKey, keyHeader } from '../keys/keys.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { frontPath, noReceiptPath, receiptPath } from '../urls/paths.ts'

/** What an answer depends on, and where the proof of a choice is recorded. */
export type ConsentSite = {
  newsroom: Newsroom
  /** The public origin. */
  siteUrl: string
  keep: KeepRecord
}

/** This site's own forms are a few hundred bytes. */
const largestForm = 8 * 1024

const year = 365 * 24 * 3600

/**
 * Answers `/consent.css`, `/consent-state.css`, `/statistics.js` and `/embeds.js` according to the reader's choice, and
 * `POST /consent`, which makes a choice.
 *
 * @returns undefined for other paths, which are pages
 */
export async function answerConsent(request: Request, site: ConsentSite): Promise<Response | undefined> {
  const { pathname } = new URL(request.url)
  const { consent, statistics } = site.newsroom.site
  const { headers } = request
  // A function, because most requests are for pages, which do not depend on the choice.
  const present = () => readChoice(consent, { cookie: headers.get('cookie'), secGpc: headers.get('sec-gpc') })
  switch (pathname) {
    case '/consent.css':
      return byChoice(request, 'text/css', stylesheet(consent, present()), keptIf(present()))
    case '/consent-state.css':
      return byChoice(request, 'text/css', stateStylesheet(consent, present()), 'private, no-store')
    case '/statistics.js':
      return byChoice(
        request,
        'text/javascript',
        statisticsModule(present(), statistics?.src),
        'private, no-cache',
      )
    case '/embeds.js':
      return byChoice(request, 'text/javascript', embedsModule(present()), 'private, no-cache')
    case '/consent':
      return request.method === 'POST'
        ? choose(request, site, present())
        : refused(405, 'Send a form here by POST.', 'POST')
    default:
      return undefined
  }
}

/**
 * How long a browser may reuse an answer without asking again. Chromium keeps stylesheets in an in-memory cache that
 * ignores `Vary: Cookie`, so a stylesheet that shows something must be revalidated: it has to go right after a choice.
 */
function keptIf({ made, gpc }: Choice): string {
  return made && !gpc ? `private, max-age=${year}` : 'private, no-cache'
}

/** A file that is the same for everyone who made the same choice. */
function byChoice({ method }: Request, type: string, text: string, cacheControl: string): Response {
  if (method !== 'GET' && method !== 'HEAD') return refused(405, 'This can only be read.', 'GET, HEAD')
  return new Response(method === 'HEAD' ? null : text, {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': cacheControl,
      Vary: 'Cookie, Sec-GPC',
      // For caches that tell choices apart; see the README.
      'Surrogate-Control': `max-age=${year}`,
      'Surrogate-Key': keyHeader([consentKey]),
    },
  })
}

async function choose(request: Request, site: ConsentSite, present: Choice): Promise<Response> {
  const { consent } = site.newsroom.site
  const { headers } = request
  if (!isSameSite(headers, [site.siteUrl, new URL(request.url).origin]))
    return refused(403, 'This form was not sent from a page of this site.')
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(headers.get('content-type') ?? ''))
    return refused(415, 'Send a form: application/x-www-form-urlencoded.')
  const body = await readSmallBody(request, largestForm)
  if (body === undefined) return refused(413, 'The form is too large.')
  const form = readForm(body)
  if (!form) return refused(400, 'The form says no decision.')
  const { languages } = site.newsroom.site
  const readersLanguage = bestLanguage(headers.get('accept-language'), languages)
  const back = form.returnTo ?? frontPath(readersLanguage)
  const allowed = decide(form, present, consent)
  if (!allowed) return seeOther(request, back)
  // A choice that changes nothing is not recorded, unless the reader wants a receipt.
  const isChange = !present.made || allowed.join() !== present.allowed.join()
  const kept =
    isChange || form.wantsReceipt
      ? await site.keep({ version: consent.version, categories: allowed })
      : undefined
  const lang = languages.find((tag) => back.split(/[/?]/, 2)[1] === tag) ?? readersLanguage
  const receipt = kept?.outcome === 'recorded' ? receiptPath(lang, kept.receipt) : noReceiptPath(lang)
  const response = seeOther(request, form.wantsReceipt ? receipt : back)
  response.headers.set(outcomeHeader, kept?.outcome ?? 'unchanged')
  response.headers.append('Set-Cookie', writeCookie(allowed, consent, site.siteUrl.startsWith('https:')))
  for (const ended of endCookies(headers.get('cookie'), consent, allowed))
    response.headers.append('Set-Cookie', ended)
  return response
}

function seeOther(request: Request, path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: new URL(path, request.url).href, 'Cache-Control': 'no-store' },
  })
}

function refused(status: number, why: string, allow?: string): Response {
  return new Response(`${why}\n`, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(allow && { Allow: allow }),
    },
  })
}
