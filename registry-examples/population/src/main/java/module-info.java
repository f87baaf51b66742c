import org.jspecify.annotations.NullMarked;

/**
 * Invented households of Togo, Djibouti, the Comoros and Madagascar, with the troubles real registers have and with the truth.
 * Begin with {@link org.trano.registry.population.Population}.
 */
@NullMarked
module org.trano.registry.population {
    requires static transitive org.jspecify;
    requires de.siegmar.fastcsv;

    exports org.trano.registry.population;
}
