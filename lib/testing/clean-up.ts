import { afterAll } from 'vitest'
import { removeTemporaryFolders } from './temporary.ts'

// Vitest ends its workers without notice, so the folders have to be removed after the last test of a file.
afterAll(removeTemporaryFolders)
