/** The store SPI, its contract, and the store in memory. */
package org.trano.registry.core.store;
