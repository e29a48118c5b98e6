/** Paths of files and folders in the content folder that may have changed; they may be gone. */
export type Scope = ReadonlySet<string>

/** Whether a path is one of some, or lies in one of them. */
export function isWithin(path: string, paths: Iterable<string>): boolean {
  for (const other of paths) if (path === other || path.startsWith(`${other}/`)) return true
  return false
}

/** Includes pages, because the settings say which of them must exist. */
export const settings: readonly string[] = ['site.yaml', 'redirects.yaml', 'authors', 'pages']

/** Whether anything the settings are read from may have changed. They name a logo, which may lie anywhere. */
export function touchesSettings(scope: Scope): boolean {
  return [...scope].some(mayBeSettings)
}

/** Whether settings may be read from a path, or name it. */
export function mayBeSettings(path: string): boolean {
  return !isWithin(path, ['articles'])
}
