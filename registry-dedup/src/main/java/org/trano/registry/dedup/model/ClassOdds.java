package org.trano.registry.dedup.model;

/**
 * What the odds of a pattern are made of, for matches and for relatives, each against random pairs.
 *
 * @param matches the share of matches among all pairs
 * @param relatives the share of relatives
 * @param besideM by pattern, what fields that agree together for other reasons take away from a match: a factor
 * @param besideR the same of relatives
 * @param ratioM how much more frequent each level is among matches than among random pairs, by field
 * @param ratioR the same of relatives
 * @param kinship how relatives resemble each other in what they do not share
 */
@SuppressWarnings("ArrayRecordComponent")
record ClassOdds(
        double matches,
        double relatives,
        double[] besideM,
        double[] besideR,
        double[][] ratioM,
        double[][] ratioR,
        Kinship kinship) {

    /** The same with other shares. */
    ClassOdds of(double ofMatches, double ofRelatives) {
        return new ClassOdds(ofMatches, ofRelatives, besideM, besideR, ratioM, ratioR, kinship);
    }
}
