package org.trano.registry.dedup.frame;

/** Sorts records by numbers that are small: in time linear in the records and the numbers (Seward 1954). */
public final class CountingSort {
    private CountingSort() {}

    /**
     * Sorts all records by a number that each has; those of the same number stay in their order.
     *
     * @param numbers the number of each record
     * @param size one more than the highest number
     * @param into filled with the records in their new order
     * @return for each number the place of its first record, and one more: how many records there are
     */
    public static int[] sort(int[] numbers, int size, int[] into) {
        int[] places = new int[size + 1];
        for (int number : numbers) {
            places[number + 1]++;
        }
        sum(places);
        for (int record = 0; record < numbers.length; record++) {
            into[places[numbers[record]]++] = record;
        }
        return first(places);
    }

    /**
     * Sorts records by a number that each has; those of the same number stay in their order.
     *
     * @param records the records, each from 0 to the length of {@code numbers} − 1
     * @param numbers the number of each record
     * @param size one more than the highest number
     * @param into filled with the records in their new order
     * @return for each number the place of its first record, and one more: how many records there are
     */
    public static int[] sort(int[] records, int[] numbers, int size, int[] into) {
        int[] places = new int[size + 1];
        for (int record : records) {
            places[numbers[record] + 1]++;
        }
        sum(places);
        for (int record : records) {
            into[places[numbers[record]]++] = record;
        }
        return first(places);
    }

    private static void sum(int[] places) {
        for (int number = 1; number < places.length; number++) {
            places[number] += places[number - 1];
        }
    }

    /** Each place has moved to where the next number begins. */
    private static int[] first(int[] places) {
        System.arraycopy(places, 0, places, 1, places.length - 1);
        places[0] = 0;
        return places;
    }
}
