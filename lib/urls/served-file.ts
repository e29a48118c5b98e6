import { plainPicture } from '../assets/pictures/variants.ts'
import type { IndexDatabase } from '../index/index-database.ts'
import { mediaAt } from '../index/queries/media-queries.ts'
import { pictureAt } from '../index/queries/picture-queries.ts'
import { mediaPath, picturePath } from './paths.ts'

/** The URL of a picture or file of the content folder; undefined when nothing public shows it. @param path of the file */
export function servedFilePath(db: IndexDatabase, path: string): string | undefined {
  const picture = pictureAt(db, path)
  if (picture) return picturePath(picture, plainPicture(picture))
  const media = mediaAt(db, path)
  return media && mediaPath(media)
}
