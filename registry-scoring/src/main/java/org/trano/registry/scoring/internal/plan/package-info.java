/** Formulas compiled to work column by column over blocks of households. */
package org.trano.registry.scoring.internal.plan;
