/** How well a selection hits those it is meant for, where the truth is known. */
package org.trano.registry.scoring.simulate;
