/** The one entry point, {@link org.trano.registry.core.Registry}, and what it answers. */
package org.trano.registry.core;
