package org.trano.registry.dedup.block;

/** Takes the pairs one thread finds. */
public interface PairSink {
    /**
     * A pair to be compared, each once.
     *
     * @param a the record that comes first in the frame
     * @param b the other
     */
    void pair(int a, int b);
}
