/** People: names, identifiers and birth dates as they are really known. */
package org.trano.registry.core.person;
