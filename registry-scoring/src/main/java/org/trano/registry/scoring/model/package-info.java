/** Models that turn indicators into a score, and the score explained. */
package org.trano.registry.scoring.model;
