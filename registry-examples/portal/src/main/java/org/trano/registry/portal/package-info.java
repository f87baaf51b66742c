/** The public window of a ministry: actions, projects, who works where. An application to start from, no library. */
@org.jspecify.annotations.NullMarked
package org.trano.registry.portal;
