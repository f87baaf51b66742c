package org.trano.registry.core.household;

import org.jspecify.annotations.Nullable;

/**
 * Where exactly a household lives, as far as anybody wrote it down.
 *
 * @param address in words, or null
 * @param latitude degrees north, WGS 84, -90 to 90, or null
 * @param longitude degrees east, WGS 84, -180 to 180, or null
 */
public record Dwelling(
        @Nullable String address,
        @Nullable Double latitude,
        @Nullable Double longitude) {
    /**
     * Checks the ranges.
     *
     * @param address in words or null
     * @param latitude degrees north or null
     * @param longitude degrees east or null
     */
    public Dwelling {
        if ((latitude == null) != (longitude == null)
                || latitude != null && !(Math.abs(latitude) <= 90)
                || longitude != null && !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("The position " + latitude + ", " + longitude
                    + " is not on earth. Maybe latitude and longitude are swapped, or one is missing?");
        }
    }
}
