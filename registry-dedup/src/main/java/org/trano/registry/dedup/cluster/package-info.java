/** From pairs to people. */
package org.trano.registry.dedup.cluster;
