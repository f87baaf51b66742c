/** Facts as events: what happened, when it is true, when we learned it. */
package org.trano.registry.core.event;
