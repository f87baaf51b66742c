/** Settings and statistics of the cache in front of the store. */
package org.trano.registry.core.cache;
