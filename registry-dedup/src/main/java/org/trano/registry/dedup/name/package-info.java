/** Names as they are built and written where they are used: culture packs, parts, sounds, and comparing whole names. */
package org.trano.registry.dedup.name;
