/** Which value wins where records of one person say different things. */
package org.trano.registry.dedup.survivor;
