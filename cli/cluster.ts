import { printCluster } from '../bench/print-cluster.ts'
import { command } from './fail.ts'

/** `npm run cluster`: puts Varnish and three replicas on this machine through faults, and prints what readers notice. */
await command(printCluster)
