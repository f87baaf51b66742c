package org.trano.registry.dedup.block;

/** Takes the pairs one thread finds. */
public interface PairSink {
    /**
     * A pair to be compared, each once.
     *
     * @param a the record that comes first in the frame
     * @param b the other
     * @param copies where both were copied to
     * @param copyOfA where the copy of the one begins
     * @param copyOfB where that of the other begins
     */
    void pair(int a, int b, int[] copies, int copyOfA, int copyOfB);
}
