/** Scores of many households by one model, kept apart from what a model may do wrong. */
package org.trano.registry.scoring;
