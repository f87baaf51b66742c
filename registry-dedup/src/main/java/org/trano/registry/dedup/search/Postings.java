package org.trano.registry.dedup.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lists of places in ascending order: for each word, date or area, where the people are that have it. One writer at a time, any number of
 * readers beside it: what a reader sees of a list may be longer than it was when the reader began, never torn.
 */
final class Postings {
    /** The list of what nobody has. */
    static final int[] EMPTY = {0};

    private static final VarHandle LISTS = MethodHandles.arrayElementVarHandle(int[][].class);
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int START = 4;

    /** The first number of a list is how many follow that count. */
    private volatile int[] @Nullable [] lists;

    Postings(int size) {
        this.lists = new int[size][];
    }

    /**
     * Lists of what is written in a column: of each slot one value, or those from its beginning to that of the next one.
     */
    static Postings of(int[] values, int @Nullable [] from, int slots, int size) {
        int[] counts = new int[size];
        int length = from == null ? slots : from[slots];
        for (int i = 0; i < length; i++) {
            counts[values[i]]++;
        }
        int[][] lists = new int[Math.max(1, size)][];
        for (int list = 0; list < size; list++) {
            lists[list] = counts[list] == 0 ? null : new int[counts[list] + 1];
        }
        for (int slot = 0; slot < slots; slot++) {
            int end = from == null ? slot + 1 : from[slot + 1];
            for (int i = from == null ? slot : from[slot]; i < end; i++) {
                int[] list = lists[values[i]];
                list[++list[0]] = slot;
            }
        }
        Postings postings = new Postings(0);
        postings.lists = lists;
        return postings;
    }

    /** Adds a place, higher than all before, to a list. */
    void add(int list, int place) {
        int[][] all = lists;
        if (list >= all.length) {
            all = Arrays.copyOf(all, Math.max(list + 1, all.length + (all.length >> 1)));
            lists = all;
        }
        int[] places = all[list];
        int length = places == null ? 0 : places[0];
        if (places == null) {
            places = new int[START];
        } else if (length + 1 == places.length) {
            places = Arrays.copyOf(places, length + 2 + (length >> 1));
        }
        places[length + 1] = place;
        if (places != all[list]) {
            // The new array is complete before anybody sees it.
            places[0] = length + 1;
            LISTS.setRelease(all, list, places);
        } else {
            INTS.setRelease(places, 0, length + 1);
        }
    }

    /** A list: its {@link #length}, then places. */
    int[] list(int list) {
        int[][] all = lists;
        int[] places = list < all.length ? (int[]) LISTS.getAcquire(all, list) : null;
        return places == null ? EMPTY : places;
    }

    /** How many places of a list count; they stand from 1 on. */
    static int length(int[] list) {
        return (int) INTS.getAcquire(list, 0);
    }
}
