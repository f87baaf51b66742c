/** Which pairs are compared at all. */
package org.trano.registry.dedup.block;
