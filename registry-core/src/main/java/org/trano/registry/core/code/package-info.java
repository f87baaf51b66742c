/** Codes of shared lists, and what a country adds to them. */
package org.trano.registry.core.code;
