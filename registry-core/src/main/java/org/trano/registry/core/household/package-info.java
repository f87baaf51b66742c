/** Households: who belongs together, in which role. */
package org.trano.registry.core.household;
