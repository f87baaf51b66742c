package org.trano.registry.core.exchange;

/** Whether {@code 03/04/1985} is the third of April or the fourth of March. */
public enum DateOrder {
    /** Day before month, as in French. */
    DAY_FIRST,
    /** Month before day, as in the United States. */
    MONTH_FIRST;

    /**
     * Finds the order from values that can be read only one way.
     *
     * @param values some values of one column
     * @return {@link #MONTH_FIRST} if more values demand it than contradict it, else {@link #DAY_FIRST}
     */
    public static DateOrder of(Iterable<String> values) {
        int balance = 0;
        for (String value : values) {
            balance += DateText.vote(value);
        }
        return balance < 0 ? MONTH_FIRST : DAY_FIRST;
    }
}
