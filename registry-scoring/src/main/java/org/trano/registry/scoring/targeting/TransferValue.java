package org.trano.registry.scoring.targeting;

/**
 * What a household gets, in the smallest unit of money: so much for itself and so much for each of its people, up to a number of them.
 * With it a quota is a budget.
 *
 * @param perHousehold for the household, 0 or more
 * @param perPerson for each of its people, 0 or more
 * @param mostPersons for so many people at most, 1 or more; {@link Integer#MAX_VALUE} for all
 */
public record TransferValue(long perHousehold, long perPerson, int mostPersons) {
    /** More than any budget, and small enough that a nation's transfers can be added up. */
    private static final long MOST = 1_000_000_000_000L;

    /**
     * Checks the amounts.
     *
     * @param perHousehold for the household
     * @param perPerson for each of its people
     * @param mostPersons for so many at most
     */
    public TransferValue {
        if (perHousehold < 0 || perPerson < 0 || perHousehold > MOST || perPerson > MOST || mostPersons < 1) {
            throw new IllegalArgumentException("A household cannot get " + perHousehold + " and " + perPerson
                    + " for each of up to " + mostPersons + " people. Maybe a minus sign slipped in?");
        }
        if (perHousehold + perPerson == 0) {
            throw new IllegalArgumentException("A transfer of nothing needs no budget. Maybe an amount is missing?");
        }
    }

    /**
     * What a household costs.
     *
     * @param persons how many people it has
     * @return the amount
     */
    public long of(int persons) {
        return perHousehold + perPerson * Math.min(persons, mostPersons);
    }
}
