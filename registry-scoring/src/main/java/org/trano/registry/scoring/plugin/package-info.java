/** Models from elsewhere: given explicitly, found on the class or module path, or loaded from pinned jars in a folder. */
package org.trano.registry.scoring.plugin;
