/** What the households of two records say about them. */
package org.trano.registry.dedup.household;
