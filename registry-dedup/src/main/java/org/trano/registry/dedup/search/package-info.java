/** The desk: is this person already here? Begin with {@link org.trano.registry.dedup.search.IdentityIndex}. */
package org.trano.registry.dedup.search;
