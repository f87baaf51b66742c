/** Formulas: typed, total, without loops. Each can be worked out for a household, or bounded where something is missing. */
package org.trano.registry.scoring.internal.expression;
