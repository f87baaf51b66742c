package org.trano.registry.dedup.search;

/** The content of a {@link Book} as it is kept in a file; slots are numbered anew. Not compared, not copied: whoever gets it owns it. */
record Kept(
        String[] texts,
        long[] formKeys,
        int[] formWords,
        String[] places,
        long[] persons,
        long[] households,
        int[] household,
        int[] birth,
        int[] place,
        byte[] flags,
        int[] from,
        int[] words,
        long[] numberKeys,
        int[] numberSlots) {}
