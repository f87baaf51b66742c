/** Pages to look at: facts, tables and charts in one HTML file that needs nothing from elsewhere. */
package org.trano.registry.core.report;
