/** Who works where on what: organisations, their projects and their interventions. */
package org.trano.registry.core.actor;
