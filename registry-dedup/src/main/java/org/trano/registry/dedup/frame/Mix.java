package org.trano.registry.dedup.frame;

/** Makes numbers without a pattern out of numbers with one, always the same (the finaliser of MurmurHash3 by Austin Appleby). */
public final class Mix {
    private Mix() {}

    /**
     * Mixes the bits of a number; different numbers stay different.
     *
     * @param number any number
     * @return 64 bits that look drawn at random
     */
    public static long of(long number) {
        long mixed = (number ^ number >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
