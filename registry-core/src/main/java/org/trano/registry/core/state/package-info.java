/** How events become states: folds and timelines. Not exported. */
package org.trano.registry.core.state;
