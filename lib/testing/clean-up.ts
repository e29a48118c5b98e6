import { afterAll } from 'vitest'
import { removeTemporaryFolders } from './temporary.ts'

// Vitest ends its workers without telling them, so the folders have to go with the last test of a file.
afterAll(removeTemporaryFolders)
