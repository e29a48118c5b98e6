/** Sites whose pages cannot be framed, but whose players can: the frame's host, and its path for one of their pages. */
const players: { hosts: readonly string[]; frameHost: string; path(page: URL): string | undefined }[] = [
  {
    hosts: ['youtube.com', 'www.youtube.com', 'm.youtube.com', 'youtu.be'],
    // YouTube's own host for players that set no cookie before they play.
    frameHost: 'www.youtube-nocookie.com',
    path: ({ hostname, pathname, searchParams }) => {
      const named = hostname === 'youtu.be' ? pathname.slice(1) : pathname.replace(/^\/(?:shorts|live)\//, '')
      const id = pathname === '/watch' ? searchParams.get('v') : named
      return id && /^[\w-]{6,20}$/.test(id) ? `/embed/${id}` : undefined
    },
  },
  {
    hosts: ['vimeo.com', 'www.vimeo.com'],
    frameHost: 'player.vimeo.com',
    path: ({ pathname }) => (/^\/\d+$/.test(pathname) ? `/video${pathname}?dnt=1` : undefined),
  },
]

/**
 * The address to frame for an embed: a video's page becomes its player, everything else is framed as it is. Undefined when
 * it is not an https address.
 */
export function frameUrl(src: string): URL | undefined {
  if (/[\p{Cc}\s\\]/u.test(src)) return undefined
  const page = URL.parse(src)
  if (page?.protocol !== 'https:' || page.username !== '' || page.password !== '') return undefined
  const player = players.find(({ hosts }) => hosts.includes(page.hostname))
  const path = player?.path(page)
  return player && path !== undefined ? new URL(path, `https://${player.frameHost}`) : page
}

/** Whether a newsroom allows frames from an address's host. @param hosts of site.yaml */
export function isAllowed({ host }: URL, hosts: readonly string[]): boolean {
  return hosts.includes(host)
}
