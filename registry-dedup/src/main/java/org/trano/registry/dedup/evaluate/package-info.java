/** How good a result is, where the truth is known, and the report to look at. */
package org.trano.registry.dedup.evaluate;
