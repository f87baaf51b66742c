/** Areas: a hierarchy of P-codes that changes with the years. */
package org.trano.registry.core.area;
