/** Whoever comes to the desk: known, new, or to be looked at; and what the registry has to be told about their household. */
package org.trano.registry.dedup.desk;
