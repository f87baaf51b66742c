/** Files in: CSV with all its dialects, mapping files, checks and rejects. */
package org.trano.registry.core.exchange;
