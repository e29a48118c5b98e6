/** Paths in the content folder, of files and folders, that may have changed; they need not be there any more. */
export type Scope = ReadonlySet<string>

/** Whether a path is one of some, or lies in one of them. */
export function isWithin(path: string, paths: Iterable<string>): boolean {
  for (const other of paths) if (path === other || path.startsWith(`${other}/`)) return true
  return false
}

/** Of pages, the settings say which must be there. */
export const settings: readonly string[] = ['site.yaml', 'redirects.yaml', 'authors', 'pages']

/** Whether what the newsroom's settings are read from is among what may have changed; they name a logo, wherever it lies. */
export function touchesSettings(scope: Scope): boolean {
  return [...scope].some(mayBeSettings)
}

/** Whether a path may be one that settings are read from, or name. */
export function mayBeSettings(path: string): boolean {
  return !isWithin(path, ['articles'])
}
