package org.trano.registry.core.state;

import java.time.LocalDate;
import java.util.Optional;
import org.trano.registry.core.household.Household;

/**
 * A household as it was put together from its own timeline and those of its members: it holds as long as none of them is written, none is
 * older than the cache lets it be, and the day is the same.
 *
 * @param day the day it was put together for
 * @param until from when one of its parts is too old, by {@link System#nanoTime()}
 * @param stripes where the stamps of its parts stand
 * @param stamps what they were
 * @param household the household
 */
record Joined(LocalDate day, long until, int[] stripes, long[] stamps, Optional<Household> household) {}
