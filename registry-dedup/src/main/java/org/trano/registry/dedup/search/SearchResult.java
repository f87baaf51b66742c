package org.trano.registry.dedup.search;

import java.util.List;

/**
 * The answer to a search, and what it is worth. Nobody is left out silently: whoever was not weighed weighs at most {@link #ceiling}.
 *
 * @param hits who it may be, the most probable first; of equal weight in the order of their ids
 * @param people how many people were in the index
 * @param weighed how many of them were weighed one by one
 * @param passedOver how many at least shared enough with the query to be worth it but were not weighed, because a thousand others shared as
 *     much or more: say more about the person
 * @param ceiling what anybody who was not weighed can weigh at most
 * @param known the probability that whoever is looked for is one of those who were weighed, if it was as probable as not that they are in the index
 */
public record SearchResult(
        List<SearchHit> hits, int people, int weighed, long passedOver, double ceiling, double known) {
    /**
     * Copies the list.
     *
     * @param hits who it may be
     * @param people how many people were in the index
     * @param weighed how many were weighed
     * @param passedOver how many were not, though they shared enough
     * @param ceiling what these can weigh at most
     * @param known the probability that whoever is looked for is in the index
     */
    public SearchResult {
        hits = List.copyOf(hits);
    }

    /**
     * Whether nobody who is not among the hits can weigh more than the last of them.
     *
     * @return true if the hits are certainly the best there are
     */
    public boolean isComplete() {
        return hits.isEmpty() ? passedOver == 0 : hits.get(hits.size() - 1).weight() >= ceiling;
    }
}
