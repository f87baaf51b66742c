/** Questions a model asks a household, and the answers in columns. */
package org.trano.registry.scoring.indicator;
