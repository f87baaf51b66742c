/** Records as columns of codes, and the levels on which two values agree. */
package org.trano.registry.dedup.frame;
