/** How alike two texts are. */
package org.trano.registry.dedup.compare;
