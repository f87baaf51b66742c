/** Invented people for demonstrations, tests and measurements; no JUnit in here. */
package org.trano.registry.population;
