package org.trano.registry.dedup.frame;

/** Sorts records by numbers that are small: in time linear in the records and the numbers (Seward 1954). */
public final class CountingSort {
    private CountingSort() {}

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
        for (int number = 1; number <= size; number++) {
            places[number] += places[number - 1];
        }
        for (int record : records) {
            into[places[numbers[record]]++] = record;
        }
        // Each place has moved to where the next number begins.
        System.arraycopy(places, 0, places, 1, size);
        places[0] = 0;
        return places;
    }
}
