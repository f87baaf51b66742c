/** Batch matching: records in, clusters of records of one person out. */
package org.trano.registry.dedup;
