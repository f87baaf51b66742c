package org.trano.registry.dedup.desk;

import java.util.List;
import org.trano.registry.dedup.search.SearchHit;

/**
 * Whether somebody is in the registry, and who it may be.
 *
 * @param recognition the answer
 * @param known the probability that they are in the registry at all, as it holds
 * @param best the probability that it is the first of those it may be, as it holds; 0 where there is nobody
 * @param hits who it may be, the most probable first, by the model's own odds
 */
public record Recognised(Recognition recognition, double known, double best, List<SearchHit> hits) {
    /**
     * Copies the list.
     *
     * @param recognition the answer
     * @param known the probability that they are in the registry
     * @param best the probability that it is the first
     * @param hits who it may be
     */
    public Recognised {
        hits = List.copyOf(hits);
    }
}
