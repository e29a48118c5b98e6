/**
 * In `npm run dev` only: reloads a page when content has changed, and says what cannot be shown. Not a client
 * component, because the site's pages have none.
 *
 * @param revision of the content the page shows
 */
export function LivePreview({ revision }: { revision: string }) {
  const script = `(${follow.toString()})(${JSON.stringify(revision)})`
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the script below, as it stands there
  return <script dangerouslySetInnerHTML={{ __html: script }} />
}

/** Runs in the browser. */
function follow(shown: string) {
  const notice = document.createElement('pre')
  notice.setAttribute('role', 'status')
  notice.style.cssText =
    'position:fixed;inset:auto 0 0;margin:0;padding:.75rem 1rem;background:#8c1d18;color:#fff;white-space:pre-wrap;font-size:.8125rem;z-index:9;direction:ltr;text-align:left'
  new EventSource('/preview/changes').onmessage = ({ data }) => {
    const { revision, problems } = JSON.parse(data) as { revision: string; problems: string[] }
    if (revision !== shown) location.reload()
    notice.textContent = problems.join('\n')
    if (problems.length > 0) document.body.append(notice)
    else notice.remove()
  }
}
