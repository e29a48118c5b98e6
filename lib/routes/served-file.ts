import type { IndexDatabase } from '../content/index-database.ts'
import { mediaAt } from '../content/media-queries.ts'
import { pictureAt } from '../content/picture-queries.ts'
import { plainPicture } from '../pictures/variants.ts'
import { mediaPath, picturePath } from './paths.ts'

/** Where a picture or file of the content folder is served; nothing when nothing public shows it. @param path of the file */
export function servedFilePath(db: IndexDatabase, path: string): string | undefined {
  const picture = pictureAt(db, path)
  if (picture) return picturePath(picture, plainPicture(picture))
  const media = mediaAt(db, path)
  return media && mediaPath(media)
}
