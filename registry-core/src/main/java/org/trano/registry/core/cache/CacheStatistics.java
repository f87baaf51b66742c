package org.trano.registry.core.cache;

/**
 * What the cache has done since the registry was opened.
 *
 * @param hits reads answered from memory
 * @param misses reads that went to the store
 * @param evictions entries dropped to stay within the bound or because they were too old
 * @param timelines timelines of households and persons in memory now, roughly
 * @param bytes their stored size, roughly
 */
public record CacheStatistics(long hits, long misses, long evictions, long timelines, long bytes) {
    /**
     * Hits as a share of all reads.
     *
     * @return 0 to 1; 0 where nothing was read
     */
    public double hitRate() {
        long reads = hits + misses;
        return reads == 0 ? 0 : (double) hits / reads;
    }
}
